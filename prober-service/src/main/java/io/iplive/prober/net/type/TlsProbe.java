package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.net.attempt.Tail;
import io.iplive.prober.probe.ProbeRequest;

/**
 * {@code tls}: a handshake, and how long the certificates last: the server's own, and those of the
 * path that its trust rests on. A bare address has no name to verify; its certificate's dates count
 * all the same.
 */
public final class TlsProbe implements ProbeType {

  private static final int PORT = 443;

  private final Connector connector;
  private final Security security;

  public TlsProbe(Connector connector, Security security) {
    this.connector = connector;
    this.security = security;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    int port = request.portOr(PORT);
    connector.connect(
        run,
        request.address(),
        request.demands().ip(),
        port,
        pipeline ->
            pipeline.addLast(
                security.handler(
                    request.serverName(),
                    port,
                    request.http().tlsVerify(),
                    request.demands().identity()),
                new Tail(run)),
        channel ->
            security.handshake(
                run,
                channel,
                secured -> {
                  if (security.pinned(run, secured, request)
                      && security.lasts(run, secured, request)) {
                    run.complete();
                  }
                }));
  }
}
