package io.iplive.prober.net.attempt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** The end of a pipeline that nobody reads from: what breaks the connection fails the attempt. */
public final class Tail extends ChannelInboundHandlerAdapter {

  private final AttemptRun run;

  public Tail(AttemptRun run) {
    this.run = run;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    run.fail(cause);
  }
}
