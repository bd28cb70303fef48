package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.demand.IpVersion;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From an address to a socket of one attempt: resolve, ask about the resolved address, connect to
 * exactly that one.
 */
public final class Connector {

  private static final RecvByteBufAllocator READ_BUFFERS = new FixedRecvByteBufAllocator(16 << 10);

  private final Transport transport;
  private final Lookup lookup;

  public Connector(Transport transport, Lookup lookup) {
    this.transport = transport;
    this.lookup = lookup;
  }

  /**
   * Connects over TCP.
   *
   * @param version of IP, where the address is a name
   * @param handlers fills the pipeline of the new channel
   * @param connected called once the connection stands, before anything is read
   */
  public void connect(
      AttemptRun run,
      String address,
      IpVersion version,
      int port,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected) {
    lookup.find(
        run,
        address,
        version,
        found ->
            open(
                run,
                transport.sockets(),
                new InetSocketAddress(found, port),
                run::uses,
                handlers,
                connected));
  }

  /** Connects over TCP to an address that was found and asked about before. */
  public void connectTo(
      AttemptRun run,
      InetSocketAddress remote,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected) {
    open(run, transport.sockets(), remote, run::uses, handlers, connected);
  }

  /**
   * Makes a socket that sends datagrams to one address and hears from no other; those made before
   * are heard on.
   */
  public void datagrams(
      AttemptRun run,
      InetSocketAddress remote,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected) {
    open(run, transport.datagrams(), remote, run::usesToo, handlers, connected);
  }

  /**
   * The same to a server of this node's own, which the customers' policy does not concern.
   *
   * @param stream over TCP
   * @param broken told when there is no way there: that ends no attempt by itself
   */
  public void toOwn(
      AttemptRun run,
      boolean stream,
      InetSocketAddress remote,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected,
      Consumer<Throwable> broken) {
    ChannelFuture connecting =
        stream
            ? opened(run, transport.sockets(), remote, run::uses, handlers)
            : opened(run, transport.datagrams(), remote, run::usesToo, handlers);
    if (connecting != null) {
      whenConnected(run, connecting, connected, broken);
    }
  }

  private void open(
      AttemptRun run,
      Supplier<? extends Channel> sockets,
      InetSocketAddress remote,
      Consumer<Channel> used,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected) {
    if (!lookup.passes(run, remote.getPort())) {
      return;
    }
    ChannelFuture connecting = opened(run, sockets, remote, used, handlers);
    if (connecting == null) {
      return;
    }
    if (connecting.cause() != null && Failures.refusedHere(connecting.cause())) {
      // Refused before a packet left: it is this node that has no way there.
      run.fail(Fault.NODE_FAULT, "The node has no route to the address");
      return;
    }
    whenConnected(run, connecting, connected, run::fail);
  }

  /** On its way; null: the node has no socket, and the attempt has failed by that. */
  private static @Nullable ChannelFuture opened(
      AttemptRun run,
      Supplier<? extends Channel> sockets,
      InetSocketAddress remote,
      Consumer<Channel> used,
      Consumer<ChannelPipeline> handlers) {
    Channel channel;
    try {
      channel = sockets.get();
    } catch (ChannelException e) {
      run.fail(Fault.NODE_FAULT, "The node has no socket left");
      return null;
    }
    used.accept(channel);
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
      return null;
    }
    return channel.connect(remote);
  }

  private static void whenConnected(
      AttemptRun run,
      ChannelFuture connecting,
      Consumer<Channel> connected,
      Consumer<Throwable> broken) {
    connecting.addListener(future -> {
      if (run.over()) {
        return;
      }
      if (future.isSuccess()) {
        connected.accept(connecting.channel());
      } else {
        broken.accept(future.cause());
      }
    });
  }
}
