package io.iplive.prober.net;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.HttpCheck;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.NetUtil;

/** One request and its answer; the body is counted and thrown away. */
final class HttpExchange extends SimpleChannelInboundHandler<HttpObject> {

  private static final int MOST_INTERIM_ANSWERS = 16;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final ProbeRequest request;
  private final int protocolPort;
  private final EngineSettings settings;
  private final AttemptRun run;
  private int interimAnswers;
  private boolean interim;
  private long bodyBytes;

  HttpExchange(ProbeRequest request, int protocolPort, EngineSettings settings, AttemptRun run) {
    this.request = request;
    this.protocolPort = protocolPort;
    this.settings = settings;
    this.run = run;
  }

  /** Whether the check can be run; fails the attempt otherwise. */
  boolean supported() {
    if (request.http().followRedirects()) {
      run.fail(Fault.PROTOCOL_UNSUPPORTED, "This node cannot follow redirects");
      return false;
    }
    return true;
  }

  /**
   * What stands in front of this handler: the answer's bytes become objects, the first is timed.
   */
  ChannelHandler decoder() {
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(settings.maxHeaderBytes())
            .setMaxHeaderSize(settings.maxHeaderBytes())
            .setChunkedSupported(true)
            .setAllowPartialChunks(true);
    return new HttpResponseDecoder(config) {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        run.enter(Phase.TRANSFER);
        super.channelRead(context, bytes);
      }
    };
  }

  /** Writes the request. */
  void send(Channel channel) {
    run.enter(Phase.SEND);
    channel
        .writeAndFlush(ByteBufUtil.writeUtf8(channel.alloc(), head()))
        .addListener(written -> {
          if (written.isSuccess()) {
            run.enter(Phase.FIRST_BYTE);
          } else {
            run.fail(written.cause());
          }
        });
  }

  private String head() {
    HttpCheck check = request.http();
    String agent = check.userAgent();
    StringBuilder head =
        new StringBuilder(256)
            .append("GET ")
            .append(check.path())
            .append(" HTTP/1.1\r\nHost: ")
            .append(hostHeader(check))
            .append("\r\nUser-Agent: ")
            .append(agent == null ? settings.userAgent() : agent)
            .append("\r\nAccept: */*\r\nConnection: close\r\n");
    if (check.cookies() != null) {
      head.append("Cookie: ").append(check.cookies()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private String hostHeader(HttpCheck check) {
    String host = check.host() == null ? request.address() : check.host();
    String bracketed =
        NetUtil.isValidIpV6Address(host) && !host.startsWith("[") ? "[" + host + "]" : host;
    int port = request.portOr(protocolPort);
    return port == protocolPort ? bracketed : bracketed + ":" + port;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (run.over()) {
      return;
    }
    DecoderResult decoded = part.decoderResult();
    if (decoded.isFailure()) {
      undecodable(decoded.cause());
      return;
    }
    if (part instanceof HttpResponse head) {
      begin(head);
    }
    if (part instanceof HttpContent body && !run.over()) {
      take(body);
    }
  }

  private void undecodable(Throwable cause) {
    Fault fault = Failures.of(cause, Phase.TRANSFER).fault();
    switch (fault) {
      case HEADERS_TOO_LARGE ->
          run.fail(
              fault, "The headers are larger than %d bytes".formatted(settings.maxHeaderBytes()));
      case CONNECTION_CLOSED ->
          run.fail(fault, "The connection was closed before the answer was complete");
      default -> run.fail(Fault.HTTP_MALFORMED, "The answer is not HTTP");
    }
  }

  private void begin(HttpResponse head) {
    int status = head.status().code();
    HttpVersion version = head.protocolVersion();
    if (!"HTTP".equals(version.protocolName())
        || version.majorVersion() != 1
        || !plausible(status)) {
      run.fail(Fault.HTTP_MALFORMED, "The answer is not HTTP/1");
      return;
    }
    interim = status < 200 && status != SWITCHING_PROTOCOLS;
    if (interim) {
      if (++interimAnswers > MOST_INTERIM_ANSWERS) {
        run.fail(
            Fault.HTTP_MALFORMED, "More than %d interim answers".formatted(MOST_INTERIM_ANSWERS));
      }
      return;
    }
    run.answering(status);
    if (status == SWITCHING_PROTOCOLS) {
      run.complete();
    } else if (HttpUtil.getContentLength(head, 0L) > settings.maxBodyBytes()) {
      tooLarge();
    }
  }

  private static boolean plausible(int status) {
    return status >= 100 && status <= 999;
  }

  private void take(HttpContent body) {
    bodyBytes += body.content().readableBytes();
    boolean last = body instanceof LastHttpContent;
    if (interim) {
      interim = !last;
    } else if (bodyBytes > settings.maxBodyBytes()) {
      tooLarge();
    } else if (last) {
      run.complete();
    }
  }

  private void tooLarge() {
    run.fail(
        Fault.BODY_TOO_LARGE,
        "The body is larger than %d bytes".formatted(settings.maxBodyBytes()));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    run.fail(Fault.CONNECTION_CLOSED, "The connection was closed before the answer was complete");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    run.fail(cause);
  }
}
