package io.iplive.prober.net.line;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.demand.Steps.Step;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A talk in bytes by a customer's own script, TLS midway where it says so. */
public final class Stepwise extends ByteToMessageDecoder {

  private static final int EVIDENCE = 2 << 10;
  private static final int QUOTED = 120;
  private static final byte LINE_END = '\n';

  private final ProbeRequest request;
  private final int port;
  private final Security security;
  private final AttemptRun run;
  private final int maxBytes;
  private final Deque<Step> steps;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long seen;
  private boolean inLines;
  private boolean passingOver;

  /**
   * A talk.
   *
   * @param maxBytes as many may come before the last that is expected
   */
  public Stepwise(ProbeRequest request, int port, Security security, AttemptRun run, int maxBytes) {
    this.request = request;
    this.port = port;
    this.security = security;
    this.run = run;
    this.maxBytes = maxBytes;
    this.steps = new ArrayDeque<>(request.demands().steps().all());
    run.atTimeOut(this::timeIsUp);
  }

  /** Nothing at all is an ordinary timeout, and so is a handshake that does not end. */
  private void timeIsUp() {
    ByteBuf rest = internalBuffer();
    if (!run.in(Phase.TLS)) {
      keep(rest, rest.readableBytes());
    }
    if (seen == 0) {
      return;
    }
    run.saw(null, said.toString(StandardCharsets.UTF_8));
    if (!run.in(Phase.TLS)) {
      run.fail(
          Fault.ANSWER_UNEXPECTED,
          steps.peek() instanceof Step.Expect(String text)
              ? "The server did not say '%s' in time".formatted(quoted(text))
              : "The server did not end its line in time");
    }
  }

  /** Does what comes before the next thing to be heard. */
  public void go(Channel channel) {
    while (!run.over()) {
      switch (steps.peek()) {
        case null -> run.complete();
        case Step.Send(String text) -> {
          steps.remove();
          say(channel, Dialogue.bytes(text));
        }
        case Step.Expect _ -> {
          run.turnTo(Phase.FIRST_BYTE);
          return;
        }
        case Step.StartTls _ -> {
          steps.remove();
          startTls(channel);
          return;
        }
      }
    }
  }

  private void say(Channel channel, byte[] bytes) {
    run.turnTo(Phase.SEND);
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes))
        .addListener(written -> {
          if (!written.isSuccess()) {
            run.fail(written.cause());
          }
        });
  }

  private void startTls(Channel channel) {
    if (actualReadableBytes() > 0) {
      fail(Fault.TLS_FAILED, "The server went on in plain text where TLS was to begin");
      return;
    }
    security.startTls(
        run,
        channel,
        request,
        port,
        encrypted -> {
          if (security.fits(run, encrypted, request)) {
            go(encrypted);
          }
        });
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (run.over()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    run.enter(Phase.TRANSFER);
    if (passingOver) {
      passOver(context.channel(), in);
      return;
    }
    if (!(steps.peek() instanceof Step.Expect(String text))) {
      return;
    }
    byte[] bytes = Dialogue.bytes(text);
    int at = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(bytes), in);
    if (at >= 0) {
      steps.remove();
      keep(in, at - in.readerIndex() + bytes.length);
      if (steps.peek() instanceof Step.StartTls && bytes[bytes.length - 1] != LINE_END) {
        passOver(context.channel(), in);
      } else {
        go(context.channel());
      }
    } else {
      // No more is kept than may be the beginning of it.
      keep(in, Math.max(0, in.readableBytes() - bytes.length + 1));
      bound(in, "The server did not say '%s'".formatted(quoted(text)));
    }
  }

  /**
   * Before TLS begins the rest of the line must have come in which a server said so, or it would be
   * taken for TLS. Where nothing came in lines so far, a single byte may be all there is.
   */
  private void passOver(Channel channel, ByteBuf in) {
    int end = in.indexOf(in.readerIndex(), in.writerIndex(), LINE_END);
    passingOver = end < 0 && inLines;
    if (passingOver) {
      keep(in, in.readableBytes());
      bound(in, "The server did not end its line");
    } else {
      keep(in, end < 0 ? 0 : end + 1 - in.readerIndex());
      go(channel);
    }
  }

  private void bound(ByteBuf in, String sentence) {
    if (seen + in.readableBytes() > maxBytes) {
      keep(in, in.readableBytes());
      fail(Fault.ANSWER_UNEXPECTED, sentence);
    }
  }

  private void keep(ByteBuf in, int length) {
    inLines |= in.indexOf(in.readerIndex(), in.readerIndex() + length, LINE_END) >= 0;
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    seen += length;
    said.write(bytes, 0, Math.max(0, Math.min(length, EVIDENCE - said.size())));
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.isReadable()) {
      decode(context, in, out);
      keep(in, in.readableBytes());
    }
  }

  private static String quoted(String text) {
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED);
  }

  private void fail(Fault fault, String sentence) {
    run.saw(null, said.toString(StandardCharsets.UTF_8));
    run.fail(fault, sentence);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    if (seen > 0 && steps.peek() instanceof Step.Expect(String text)) {
      fail(
          Fault.ANSWER_UNEXPECTED,
          "The server closed the connection and did not say '%s'".formatted(quoted(text)));
    } else {
      fail(Fault.CONNECTION_CLOSED, "The connection was closed without an answer");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    run.fail(cause);
  }
}
