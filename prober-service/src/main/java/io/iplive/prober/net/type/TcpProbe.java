package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AnswerBytes;
import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.net.line.Stepwise;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/**
 * {@code tcp}: a connection; where the check has something to say or to hear, that too. Said and
 * nothing expected: any answer will do. A script takes the place of both.
 */
public final class TcpProbe implements ProbeType {

  private static final int PORT = 80;

  private final Connector connector;
  private final Security security;
  private final int maxBytes;

  public TcpProbe(Connector connector, Security security, int maxBytes) {
    this.connector = connector;
    this.security = security;
    this.maxBytes = maxBytes;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    if (request.demands().steps().all().isEmpty()) {
      talk(request, run);
    } else {
      int port = request.portOr(PORT);
      Stepwise script = new Stepwise(request, port, security, run, maxBytes);
      connector.connect(
          run,
          request.address(),
          request.demands().ip(),
          port,
          pipeline -> pipeline.addLast(script),
          script::go);
    }
  }

  private void talk(ProbeRequest request, AttemptRun run) {
    byte[] send = request.dialogue().sendBytes();
    byte[] expect = request.dialogue().expectBytes();
    connector.connect(
        run,
        request.address(),
        request.demands().ip(),
        request.portOr(PORT),
        pipeline -> pipeline.addLast(new AnswerBytes(run, expect, maxBytes)),
        channel -> {
          if (send.length > 0) {
            say(run, channel, send);
          } else if (expect.length > 0) {
            run.enter(Phase.FIRST_BYTE);
          } else {
            run.complete();
          }
        });
  }

  private static void say(AttemptRun run, Channel channel, byte[] send) {
    run.enter(Phase.SEND);
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(send))
        .addListener(written -> {
          if (written.isSuccess()) {
            run.enter(Phase.FIRST_BYTE);
          } else {
            run.fail(written.cause());
          }
        });
  }
}
