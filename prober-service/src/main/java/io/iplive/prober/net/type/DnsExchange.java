package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.dns.DnsAnswer;
import io.iplive.prober.probe.dns.DnsQuery;
import io.iplive.prober.probe.dns.DnsReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question to one server after another: over UDP, and over TCP where the answer does not fit. The
 * first to answer is heard, until what it says is found to be of no use.
 */
final class DnsExchange {

  private static final int LONGEST_MESSAGE = 65_535;

  private final Connector connector;
  private final AttemptRun run;
  private final DnsQuery query;
  private @Nullable Server taken;

  /**
   * A server, and what becomes of the question.
   *
   * @param own whether it is this node's, which the customers' policy does not concern
   * @param broken told why it cannot be asked, or not be heard
   */
  record Server(
      InetSocketAddress address,
      boolean own,
      Consumer<DnsAnswer> answered,
      Consumer<Throwable> broken) {}

  DnsExchange(Connector connector, AttemptRun run, DnsQuery query) {
    this.connector = connector;
    this.run = run;
    this.query = query;
  }

  /** Whether a server has answered: what the others say means nothing. */
  boolean taken() {
    return taken != null;
  }

  /** What came of a server is of no use: another is heard. */
  void free(Server server) {
    taken = server.equals(taken) ? null : taken;
  }

  /** Asks one. */
  void ask(Server server) {
    run.chose(server.address.getAddress().getHostAddress());
    open(
        server,
        false,
        pipeline ->
            pipeline.addLast(
                new Handler<>(server, DatagramPacket.class) {
                  @Override
                  void heard(DatagramPacket packet) {
                    if (taken == null) {
                      taken = server;
                      run.chose(server.address.getAddress().getHostAddress());
                      read(server, packet.content(), true);
                    }
                  }
                }),
        channel -> send(channel, Unpooled.wrappedBuffer(query.bytes()), server));
  }

  private void overTcp(Server server) {
    run.turnTo(Phase.CONNECT);
    open(
        server,
        true,
        pipeline ->
            pipeline.addLast(
                new LengthFieldBasedFrameDecoder(LONGEST_MESSAGE + 2, 0, 2, 0, 2),
                new Handler<>(server, ByteBuf.class) {
                  @Override
                  void heard(ByteBuf message) {
                    read(server, message, false);
                  }

                  @Override
                  public void channelInactive(ChannelHandlerContext context) {
                    if (!run.over()) {
                      server.broken.accept(new ClosedChannelException());
                    }
                  }
                }),
        channel -> {
          byte[] bytes = query.bytes();
          ByteBuf framed = channel.alloc().buffer(2 + bytes.length);
          send(channel, framed.writeShort(bytes.length).writeBytes(bytes), server);
        });
  }

  private void open(
      Server server,
      boolean stream,
      Consumer<ChannelPipeline> handlers,
      Consumer<Channel> connected) {
    if (server.own) {
      connector.toOwn(run, stream, server.address, handlers, connected, server.broken);
    } else if (stream) {
      connector.connectTo(run, server.address, handlers, connected);
    } else {
      connector.datagrams(run, server.address, handlers, connected);
    }
  }

  private void send(Channel channel, ByteBuf bytes, Server server) {
    run.enter(Phase.SEND);
    channel
        .writeAndFlush(bytes)
        .addListener(written -> {
          if (written.isSuccess()) {
            run.enter(Phase.FIRST_BYTE);
          } else if (!run.over()) {
            server.broken.accept(written.cause());
          }
        });
  }

  private void read(Server server, ByteBuf message, boolean mayBeLonger) {
    DnsAnswer answer;
    try {
      answer = DnsReader.answer(ByteBufUtil.getBytes(message), query);
    } catch (IllegalArgumentException e) {
      run.fail(Fault.PROTOCOL_MISMATCH, String.valueOf(e.getMessage()));
      return;
    }
    if (mayBeLonger && answer.truncated()) {
      overTcp(server);
    } else {
      server.answered.accept(answer);
    }
  }

  /** Takes one answer. */
  private abstract class Handler<T> extends SimpleChannelInboundHandler<T> {

    private final Server server;

    Handler(Server server, Class<T> type) {
      super(type);
      this.server = server;
    }

    abstract void heard(T message);

    @Override
    protected void channelRead0(ChannelHandlerContext context, T message) {
      if (!run.over()) {
        run.enter(Phase.TRANSFER);
        heard(message);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!run.over()) {
        server.broken.accept(cause);
      }
    }
  }
}
