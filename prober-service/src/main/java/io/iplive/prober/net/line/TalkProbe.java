package io.iplive.prober.net.line;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.netty.channel.Channel;
import java.util.function.Supplier;

/** A protocol in lines: on its port for TLS it is spoken within, elsewhere in plain text first. */
public final class TalkProbe implements ProbeType {

  private final Connector connector;
  private final Security security;
  private final int protocolPort;
  private final int securePort;
  private final Supplier<? extends Script> script;

  public TalkProbe(
      Connector connector,
      Security security,
      int protocolPort,
      int securePort,
      Supplier<? extends Script> script) {
    this.connector = connector;
    this.security = security;
    this.protocolPort = protocolPort;
    this.securePort = securePort;
    this.script = script;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    int port = request.portOr(protocolPort);
    boolean secure = port == securePort;
    connector.connect(
        run,
        request.address(),
        request.demands().ip(),
        port,
        pipeline -> {
          if (secure) {
            pipeline.addLast(
                security.handler(
                    request.serverName(),
                    port,
                    request.http().tlsVerify(),
                    request.demands().identity()));
          }
          pipeline.addLast(
              new Talk(request, port, secure, security, run, script.get(), pipeline.channel()));
        },
        channel -> {
          if (secure) {
            security.handshake(run, channel, encrypted -> listen(request, run, encrypted));
          } else {
            run.enter(Phase.FIRST_BYTE);
          }
        });
  }

  private void listen(ProbeRequest request, AttemptRun run, Channel channel) {
    if (security.fits(run, channel, request)) {
      run.enter(Phase.FIRST_BYTE);
    }
  }
}
