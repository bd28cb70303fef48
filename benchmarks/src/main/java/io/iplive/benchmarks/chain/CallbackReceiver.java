package io.iplive.benchmarks.chain;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The panel's side of {@code call_back_to_php}: notes when each round's callback came, answers 200.
 */
final class CallbackReceiver implements AutoCloseable {

  private static final int MOST_BYTES = 1 << 20;
  private static final int BACKLOG = 1024;
  private static final long MILLIS_A_SECOND = 1_000;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel server;

  CallbackReceiver(Observations observations) {
    Answering answering = new Answering(observations);
    this.server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(), new HttpObjectAggregator(MOST_BYTES), answering);
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  String address() {
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    return "http://127.0.0.1:%d/callback".formatted(port);
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Sharable
  private static final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Observations observations;

    Answering(Observations observations) {
      this.observations = observations;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      long at = System.currentTimeMillis();
      Map<String, List<String>> form =
          new QueryStringDecoder(
                  request.content().toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false)
              .parameters();
      observations.heard(number(form, "group_id"), number(form, "timestamp") * MILLIS_A_SECOND, at);
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
      HttpUtil.setContentLength(answer, 0);
      boolean kept = HttpUtil.isKeepAlive(request);
      HttpUtil.setKeepAlive(answer, kept);
      var written = context.writeAndFlush(answer);
      if (!kept) {
        written.addListener(ChannelFutureListener.CLOSE);
      }
    }

    private static long number(Map<String, List<String>> form, String name) {
      return Long.parseLong(form.getOrDefault(name, List.of("")).getFirst());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }
}
