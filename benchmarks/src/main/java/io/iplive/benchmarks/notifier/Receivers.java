package io.iplive.benchmarks.notifier;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The panels' receivers, one port each: note when they are told of what, and answer 200. */
final class Receivers implements AutoCloseable {

  private static final int MOST_BYTES = 1 << 20;
  private static final int BACKLOG = 1024;
  private static final String ROUNDS = "/round";
  private static final String OUTAGES = "/outage";

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Answering answering = new Answering();
  private final List<Channel> servers;

  Receivers(int count) {
    ServerBootstrap server =
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
                });
    this.servers =
        IntStream.range(0, count)
            .mapToObj(_ -> server.bind(InetAddress.getLoopbackAddress(), 0))
            .map(bound -> bound.syncUninterruptibly().channel())
            .toList();
  }

  /** Whose receipts these are from now on. */
  void note(Tally outages, Tally rounds) {
    answering.outages = outages;
    answering.rounds = rounds;
  }

  String outages(int receiver) {
    return address(receiver) + OUTAGES;
  }

  String rounds(int receiver) {
    return address(receiver) + ROUNDS;
  }

  private String address(int receiver) {
    int port = ((InetSocketAddress) servers.get(receiver).localAddress()).getPort();
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Sharable
  private static final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {

    private volatile @Nullable Tally outages;
    private volatile @Nullable Tally rounds;

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      long at = System.nanoTime();
      QueryStringDecoder uri = new QueryStringDecoder(request.uri());
      if (uri.rawPath().equals(OUTAGES)) {
        hear(outages, uri.parameters(), "id", "date", at);
      } else {
        String form = request.content().toString(StandardCharsets.UTF_8);
        hear(
            rounds,
            new QueryStringDecoder(form, StandardCharsets.UTF_8, false).parameters(),
            "group_id",
            "timestamp",
            at);
      }
      answer(context, request);
    }

    private static void hear(
        @Nullable Tally tally,
        Map<String, List<String>> fields,
        String idField,
        String dateField,
        long at) {
      if (tally != null) {
        int monitor = Customers.place(number(fields, idField));
        tally.hear(Load.number(monitor, number(fields, dateField)), at);
      }
    }

    private static long number(Map<String, List<String>> fields, String name) {
      return Long.parseLong(fields.getOrDefault(name, List.of("")).getFirst());
    }

    private static void answer(ChannelHandlerContext context, FullHttpRequest request) {
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
      HttpUtil.setContentLength(answer, 0);
      HttpUtil.setKeepAlive(answer, HttpUtil.isKeepAlive(request));
      var _ = context.writeAndFlush(answer);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }
}
