package io.iplive.prober.net.attempt;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's sockets: epoll, or where that is missing the JDK's own. */
public record Transport(
    Supplier<IoHandlerFactory> io,
    Supplier<? extends SocketChannel> sockets,
    Supplier<? extends DatagramChannel> datagrams) {

  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  public static Transport best() {
    if (Epoll.isAvailable()) {
      return new Transport(
          EpollIoHandler::newFactory, EpollSocketChannel::new, EpollDatagramChannel::new);
    }
    LOG.warn(
        "epoll is not available, probes cost more: {}", Epoll.unavailabilityCause().toString());
    return new Transport(NioIoHandler::newFactory, NioSocketChannel::new, NioDatagramChannel::new);
  }
}
