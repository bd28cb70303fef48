package io.iplive.prober.net.line;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.web.WebAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A talk with a server, line by line. */
public final class Talk extends ByteToMessageDecoder {

  private static final int LONGEST_LINE = 8 << 10;
  private static final int MOST_BYTES = 64 << 10;
  private static final int EVIDENCE = 2 << 10;
  private static final int QUOTED = 120;

  private final ProbeRequest request;
  private final int port;
  private final Security security;
  private final AttemptRun run;
  private final Script script;
  private final StringBuilder said = new StringBuilder();
  private Channel channel;
  private boolean secure;
  private int bytes;

  Talk(
      ProbeRequest request,
      int port,
      boolean secure,
      Security security,
      AttemptRun run,
      Script script,
      Channel channel) {
    this.request = request;
    this.port = port;
    this.secure = secure;
    this.security = security;
    this.run = run;
    this.script = script;
    this.channel = channel;
    run.atTimeOut(this::timeIsUp);
  }

  /** Nothing at all is an ordinary timeout, and so is a handshake that does not end. */
  private void timeIsUp() {
    ByteBuf rest = internalBuffer();
    int room = Math.max(0, EVIDENCE - said.length());
    said.append(
        rest.toString(
            rest.readerIndex(), Math.min(room, rest.readableBytes()), StandardCharsets.UTF_8));
    if (said.isEmpty()) {
      return;
    }
    run.saw(said.toString(), null);
    if (!run.in(Phase.TLS)) {
      run.fail(Fault.ANSWER_UNEXPECTED, "The server did not say in time what is expected of it");
    }
  }

  /**
   * Whether the check asks for TLS and there is none yet: it has a key, a certificate of its own,
   * how long the server's must last, or another host than the target to check that against.
   * Otherwise a server is not asked for it.
   */
  public boolean wantsTls() {
    boolean wanted =
        request.daysLeft() != null
            || !request.demands().pins().none()
            || request.demands().identity() != null
            || (namesAnotherHost() && request.http().tlsVerify());
    return wanted && !secure;
  }

  /** A task on a name has that name as its host, which asks for nothing. */
  private boolean namesAnotherHost() {
    String host = request.http().host();
    return host != null && !host.equalsIgnoreCase(WebAddress.name(request.address()));
  }

  /** How this node calls itself: by its address, which the server sees anyway. */
  public String ownName() {
    if (!(channel.localAddress() instanceof InetSocketAddress local)) {
      return "[127.0.0.1]";
    }
    String literal = local.getAddress().getHostAddress();
    return literal.indexOf(':') < 0 ? "[" + literal + "]" : "[IPv6:" + literal + "]";
  }

  /** Says a line. */
  public void say(String line) {
    channel
        .writeAndFlush(ByteBufUtil.writeUtf8(channel.alloc(), line + "\r\n"))
        .addListener(written -> {
          if (!written.isSuccess()) {
            run.fail(written.cause());
          }
        });
  }

  /** The greeting must hold what the check expects; ends the talk otherwise. */
  public boolean greeted(String greeting) {
    String expected = request.dialogue().expect();
    if (expected == null
        || greeting.contains(
            new String(request.dialogue().expectBytes(), StandardCharsets.UTF_8))) {
      return true;
    }
    fail(Fault.ANSWER_UNEXPECTED, "The greeting does not hold '%s'".formatted(quoted(expected)));
    return false;
  }

  /** Begins TLS; what the server says before it is heard by nobody. */
  public void startTls(Runnable secured) {
    secure = true;
    if (actualReadableBytes() > 0) {
      fail(Fault.TLS_FAILED, "The server went on in plain text after it agreed to TLS");
      return;
    }
    security.startTls(
        run,
        channel,
        request,
        port,
        encrypted -> {
          channel = encrypted;
          if (security.fits(run, encrypted, request)) {
            run.turnTo(Phase.TRANSFER);
            secured.run();
          }
        });
  }

  /** Says goodbye: everything was as it should be. */
  public void end(String goodbye) {
    if (!run.over()) {
      say(goodbye);
      run.complete();
    }
  }

  /** Everything was as it should be. */
  public void end() {
    run.complete();
  }

  /** The server refuses service, in these words. */
  public void refused(String words) {
    fail(Fault.SERVER_REFUSED, "The server answered '%s'".formatted(quoted(words)));
  }

  /** The server speaks another protocol. */
  public void mismatch(String protocol, String line) {
    fail(
        Fault.PROTOCOL_MISMATCH,
        "The server does not speak %s, it said '%s'".formatted(protocol, quoted(line)));
  }

  /** TLS is wanted and not to be had. */
  public void noTls() {
    fail(Fault.TLS_NOT_OFFERED, "The server does not offer TLS");
  }

  private void fail(Fault fault, String sentence) {
    run.saw(said.toString(), null);
    run.fail(fault, sentence);
  }

  private static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (run.over()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    run.enter(Phase.TRANSFER);
    int length = in.bytesBefore((byte) '\n');
    if (length < 0) {
      if (in.readableBytes() > LONGEST_LINE) {
        mismatch("in lines", in.toString(in.readerIndex(), QUOTED, StandardCharsets.ISO_8859_1));
      }
      return;
    }
    String line = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8).stripTrailing();
    in.skipBytes(length + 1);
    bytes += length + 1;
    if (bytes > MOST_BYTES || line.length() > LONGEST_LINE) {
      fail(Fault.PROTOCOL_MISMATCH, "The server does not stop to speak");
      return;
    }
    if (said.length() < EVIDENCE) {
      said.append(line, 0, Math.min(line.length(), EVIDENCE)).append('\n');
    }
    script.heard(this, line);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(Fault.CONNECTION_CLOSED, "The connection was closed in the middle of the talk");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    run.fail(cause);
  }
}
