package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Waits for an answer that holds certain bytes, or for any where there are none. */
public final class AnswerBytes extends SimpleChannelInboundHandler<ByteBuf> {

  private static final int EVIDENCE = 2 << 10;

  private final AttemptRun run;
  private final byte[] expected;
  private final int maxBytes;
  private byte[] window = new byte[0];
  private byte[] start = new byte[0];
  private long seen;

  public AnswerBytes(AttemptRun run, byte[] expected, int maxBytes) {
    this.run = run;
    this.expected = expected;
    this.maxBytes = maxBytes;
    run.atTimeOut(this::timeIsUp);
  }

  /** Nothing at all is an ordinary timeout. */
  private void timeIsUp() {
    if (seen > 0) {
      unexpected();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    if (run.over()) {
      return;
    }
    run.enter(Phase.TRANSFER);
    byte[] more = ByteBufUtil.getBytes(bytes);
    seen += more.length;
    if (start.length < EVIDENCE) {
      start = joined(start, more, EVIDENCE);
    }
    window = joined(window, more, Integer.MAX_VALUE);
    if (holds(window, expected)) {
      run.complete();
    } else if (seen > maxBytes) {
      unexpected();
    } else if (window.length >= expected.length) {
      window = Arrays.copyOfRange(window, window.length - expected.length + 1, window.length);
    }
  }

  private static byte[] joined(byte[] first, byte[] second, int most) {
    int length = Math.min(most, first.length + second.length);
    byte[] both = Arrays.copyOf(first, length);
    System.arraycopy(second, 0, both, first.length, length - first.length);
    return both;
  }

  /** Whether bytes stand within others. */
  public static boolean holds(byte[] all, byte[] wanted) {
    for (int at = 0; at + wanted.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private void unexpected() {
    run.saw(null, new String(start, StandardCharsets.UTF_8));
    run.fail(Fault.ANSWER_UNEXPECTED, "The answer does not hold the expected text");
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (seen > 0) {
      unexpected();
    } else {
      run.fail(Fault.CONNECTION_CLOSED, "The connection was closed without an answer");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    run.fail(cause);
  }
}
