package io.iplive.prober.net;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * From an address to a TCP connection of one attempt: resolve, ask the policy about the resolved
 * address, connect to exactly that one.
 */
final class Connector {

  private static final RecvByteBufAllocator READ_BUFFERS = new FixedRecvByteBufAllocator(16 << 10);

  private final Supplier<? extends SocketChannel> sockets;
  private final Names names;
  private final Predicate<InetAddress> allowed;

  Connector(
      Supplier<? extends SocketChannel> sockets, Names names, Predicate<InetAddress> allowed) {
    this.sockets = sockets;
    this.names = names;
    this.allowed = allowed;
  }

  /**
   * Connects.
   *
   * @param handlers fills the pipeline of the new channel
   * @param connected called once the connection stands, before anything is read
   */
  void connect(
      AttemptRun run,
      String address,
      int port,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected) {
    Future<InetAddress> resolving = names.resolve(run.loop(), address);
    if (resolving.isSuccess()) {
      open(run, new InetSocketAddress(resolving.getNow(), port), handlers, connected);
      return;
    }
    resolving.addListener((Future<InetAddress> resolved) -> {
      if (run.over()) {
        return;
      }
      if (resolved.isSuccess()) {
        open(run, new InetSocketAddress(resolved.getNow(), port), handlers, connected);
      } else {
        run.fail(resolved.cause());
      }
    });
  }

  private void open(
      AttemptRun run,
      InetSocketAddress remote,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected) {
    run.enter(Phase.CONNECT);
    run.chose(remote.getAddress().getHostAddress());
    if (!allowed.test(remote.getAddress())) {
      run.fail(
          Fault.POLICY_REFUSED,
          "The address %s is not allowed by this installation's outbound policy"
              .formatted(remote.getAddress().getHostAddress()));
      return;
    }
    Channel channel;
    try {
      channel = sockets.get();
    } catch (ChannelException e) {
      run.fail(Fault.NODE_FAULT, "The node has no socket left");
      return;
    }
    run.uses(channel);
    channel
        .config()
        .setAllocator(PooledByteBufAllocator.DEFAULT)
        .setRecvByteBufAllocator(READ_BUFFERS);
    // The attempt's own deadline is the only timer.
    channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    handlers.accept(channel.pipeline());
    if (run.loop().register(channel).cause() != null) {
      channel.unsafe().closeForcibly();
      run.fail(Fault.NODE_FAULT, "The node cannot watch another socket");
      return;
    }
    ChannelFuture connecting = channel.connect(remote);
    if (connecting.cause() instanceof NoRouteToHostException) {
      // Refused before a packet left: it is this node that has no way there.
      run.fail(Fault.NODE_FAULT, "The node has no route to the address");
      return;
    }
    connecting.addListener(future -> {
      if (run.over()) {
        return;
      }
      if (future.isSuccess()) {
        connected.accept(channel);
      } else {
        run.fail(future.cause());
      }
    });
  }
}
