package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.Names;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.dns.DnsAnswer;
import io.iplive.prober.probe.dns.DnsQuery;
import io.iplive.prober.probe.dns.DnsReader;
import io.iplive.prober.probe.web.WebAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * {@code dns}: a question over UDP, and over TCP where the answer does not fit. A target that is a
 * name is asked about, of the check's server or of this node's own in turn. A target that is an
 * address is the server asked: about the check's host, or without one for the root's servers.
 */
public final class DnsProbe implements ProbeType {

  private static final int PORT = 53;
  private static final int LONGEST_MESSAGE = 65_535;

  private final Connector connector;
  private final Lookup lookup;
  private final Names names;

  public DnsProbe(Connector connector, Lookup lookup, Names names) {
    this.connector = connector;
    this.lookup = lookup;
    this.names = names;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    DnsCheck check = request.dns();
    String name = WebAddress.name(request.address());
    boolean targetIsServer = name == null;
    String asked =
        request.http().host() != null ? request.http().host() : name == null ? "." : name;
    String type = targetIsServer && request.http().host() == null ? "NS" : check.type();
    DnsQuery query = new DnsQuery(ThreadLocalRandom.current().nextInt(1 << 16), asked, type);
    Question question = new Question(run, check, query, new AtomicBoolean());
    try {
      var _ = question.bytes();
    } catch (IllegalArgumentException e) {
      run.fail(Fault.PROTOCOL_UNSUPPORTED, String.valueOf(e.getMessage()));
      return;
    }
    String server = check.server() != null || name != null ? check.server() : request.address();
    if (server == null) {
      run.enter(Phase.CONNECT);
      askInTurn(question, names.servers(asked));
    } else {
      lookup.find(
          run,
          server,
          request.demands().ip(),
          found -> overUdp(question, new InetSocketAddress(found, request.portOr(PORT))));
    }
  }

  /**
   * A question on its way.
   *
   * @param taken whether a server has answered: what the others say means nothing
   */
  private record Question(AttemptRun run, DnsCheck check, DnsQuery query, AtomicBoolean taken) {

    byte[] bytes() {
      return query.bytes();
    }
  }

  /** This node's own servers are not what is checked: where one is silent, the next is asked. */
  private void askInTurn(Question question, List<InetSocketAddress> servers) {
    AttemptRun run = question.run();
    if (run.over() || question.taken().get()) {
      return;
    }
    overUdp(question, servers.getFirst());
    List<InetSocketAddress> others = servers.subList(1, servers.size());
    if (!others.isEmpty()) {
      Future<?> next =
          run.loop()
              .schedule(
                  () -> askInTurn(question, others),
                  Names.PATIENCE.toMillis(),
                  TimeUnit.MILLISECONDS);
      run.atEnd(() -> next.cancel(false));
    }
  }

  private void overUdp(Question question, InetSocketAddress server) {
    AttemptRun run = question.run();
    run.chose(server.getAddress().getHostAddress());
    connector.datagrams(
        run,
        server,
        pipeline ->
            pipeline.addLast(
                new Handler<>(run, DatagramPacket.class) {
                  @Override
                  void answered(DatagramPacket packet) {
                    if (!question.taken().compareAndSet(false, true)) {
                      return;
                    }
                    run.chose(server.getAddress().getHostAddress());
                    DnsAnswer answer = read(question, packet.content());
                    if (answer != null && answer.truncated()) {
                      overTcp(question, server);
                    } else if (answer != null) {
                      judge(question, answer);
                    }
                  }
                }),
        channel -> send(run, channel, Unpooled.wrappedBuffer(question.bytes())));
  }

  private void overTcp(Question question, InetSocketAddress server) {
    AttemptRun run = question.run();
    run.turnTo(Phase.CONNECT);
    connector.connectTo(
        run,
        server,
        pipeline ->
            pipeline.addLast(
                new LengthFieldBasedFrameDecoder(LONGEST_MESSAGE + 2, 0, 2, 0, 2),
                new Handler<>(run, ByteBuf.class) {
                  @Override
                  void answered(ByteBuf message) {
                    DnsAnswer answer = read(question, message);
                    if (answer != null) {
                      judge(question, answer);
                    }
                  }

                  @Override
                  public void channelInactive(ChannelHandlerContext context) {
                    run.fail(
                        Fault.CONNECTION_CLOSED, "The connection was closed without an answer");
                  }
                }),
        channel -> {
          byte[] bytes = question.bytes();
          ByteBuf framed = channel.alloc().buffer(2 + bytes.length);
          send(run, channel, framed.writeShort(bytes.length).writeBytes(bytes));
        });
  }

  private static void send(AttemptRun run, Channel channel, ByteBuf bytes) {
    run.enter(Phase.SEND);
    channel
        .writeAndFlush(bytes)
        .addListener(written -> {
          if (written.isSuccess()) {
            run.enter(Phase.FIRST_BYTE);
          } else {
            run.fail(written.cause());
          }
        });
  }

  private static @Nullable DnsAnswer read(Question question, ByteBuf message) {
    try {
      return DnsReader.answer(ByteBufUtil.getBytes(message), question.query());
    } catch (IllegalArgumentException e) {
      question.run().fail(Fault.PROTOCOL_MISMATCH, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static void judge(Question question, DnsAnswer answer) {
    AttemptRun run = question.run();
    String expected = question.check().expected();
    String name = question.query().name();
    run.saw(answer.code() + " " + String.join(", ", answer.values()), null);
    boolean codeExpected = expected != null && DnsAnswer.namesCode(expected);
    if (name.equals(".") && expected == null) {
      // No name is asked about: that the server answers is what was to be seen.
      run.complete();
    } else if (codeExpected
        && answer.code().equals(String.valueOf(expected).strip().toUpperCase(Locale.ROOT))) {
      run.complete();
    } else if (answer.code().equals("NXDOMAIN")) {
      run.fail(Fault.DNS_NOT_FOUND, "The name %s does not exist".formatted(name));
    } else if (!answer.code().equals("NOERROR")) {
      run.fail(Fault.DNS_FAILED, "The name server answered %s".formatted(answer.code()));
    } else if (answer.values().isEmpty()) {
      run.fail(
          Fault.DNS_UNEXPECTED,
          "The name %s has no %s record".formatted(name, question.query().type()));
    } else if (expected != null && !answer.holds(expected)) {
      run.fail(
          Fault.DNS_UNEXPECTED,
          "No %s record of %s is '%s'".formatted(question.query().type(), name, expected));
    } else {
      run.complete();
    }
  }

  /** Takes one answer. */
  private abstract static class Handler<T> extends SimpleChannelInboundHandler<T> {

    private final AttemptRun run;

    Handler(AttemptRun run, Class<T> type) {
      super(type);
      this.run = run;
    }

    abstract void answered(T message);

    @Override
    protected void channelRead0(ChannelHandlerContext context, T message) {
      if (!run.over()) {
        run.enter(Phase.TRANSFER);
        answered(message);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      run.fail(cause);
    }
  }
}
