package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AnswerBytes;
import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * {@code udp}: a datagram, and an answer that holds what is expected. Where the check neither says
 * nor expects anything, a port that does not refuse a zero byte within a second is up.
 */
public final class UdpProbe implements ProbeType {

  private static final byte[] SOMETHING = {0};
  private static final long SILENCE_MILLIS = 1_000;

  private final Connector connector;
  private final Lookup lookup;

  public UdpProbe(Connector connector, Lookup lookup) {
    this.connector = connector;
    this.lookup = lookup;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    if (request.port() == null) {
      run.fail(Fault.PROTOCOL_UNSUPPORTED, "A check over UDP needs a port");
      return;
    }
    int port = request.port();
    Dialogue dialogue = request.dialogue();
    lookup.find(
        run,
        request.address(),
        request.demands().ip(),
        found ->
            connector.datagrams(
                run,
                new InetSocketAddress(found, port),
                pipeline -> pipeline.addLast(new Answer(run, dialogue)),
                channel -> send(run, channel, request)));
  }

  private static void send(AttemptRun run, Channel channel, ProbeRequest request) {
    run.enter(Phase.SEND);
    byte[] bytes = request.dialogue().sendBytes();
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes.length == 0 ? SOMETHING : bytes))
        .addListener(written -> {
          if (!written.isSuccess()) {
            run.fail(written.cause());
            return;
          }
          run.enter(Phase.FIRST_BYTE);
          if (request.dialogue().equals(Dialogue.NONE)) {
            long patience = Math.min(SILENCE_MILLIS, request.timeout().toMillis() / 2);
            var _ = run.loop().schedule(run::complete, patience, TimeUnit.MILLISECONDS);
          }
        });
  }

  private static final class Answer extends SimpleChannelInboundHandler<DatagramPacket> {

    private final AttemptRun run;
    private final Dialogue dialogue;

    Answer(AttemptRun run, Dialogue dialogue) {
      this.run = run;
      this.dialogue = dialogue;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      if (run.over()) {
        return;
      }
      run.enter(Phase.TRANSFER);
      byte[] bytes = ByteBufUtil.getBytes(packet.content());
      if (AnswerBytes.holds(bytes, dialogue.expectBytes())) {
        run.complete();
      } else {
        run.saw(null, new String(bytes, StandardCharsets.UTF_8));
        run.fail(Fault.ANSWER_UNEXPECTED, "The answer does not hold the expected text");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      run.fail(cause);
    }
  }
}
