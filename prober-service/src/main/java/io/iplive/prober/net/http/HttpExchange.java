package io.iplive.prober.net.http;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Failures;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.web.Bytes;
import io.iplive.prober.probe.web.UnreadableBody;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One request and its answer; the body is counted, and read where somebody wants it. */
final class HttpExchange extends SimpleChannelInboundHandler<HttpObject> {

  private static final int MOST_INTERIM_ANSWERS = 16;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final WebVisit visit;
  private final String request;
  private final boolean bodiless;
  private final HttpStyle style;
  private final AttemptRun run;
  private @Nullable Bytes reader;
  private int interimAnswers;
  private boolean interim;
  private boolean left;
  private long bodyBytes;

  /**
   * An exchange.
   *
   * @param request as it goes over the wire
   * @param bodiless whether the answer has no body, whatever its headers say
   */
  HttpExchange(WebVisit visit, String request, boolean bodiless, HttpStyle style, AttemptRun run) {
    this.visit = visit;
    this.request = request;
    this.bodiless = bodiless;
    this.style = style;
    this.run = run;
  }

  /**
   * What stands in front of this handler: the answer's bytes become objects, the first is timed.
   */
  ChannelHandler decoder() {
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(style.maxHeaderBytes())
            .setMaxHeaderSize(style.maxHeaderBytes())
            .setChunkedSupported(true)
            .setAllowPartialChunks(true)
            // Old servers end lines by LF alone and send chunks as HTTP/1.0; browsers take both.
            .setStrictLineParsing(false)
            .setUseRfc9112TransferEncoding(false)
            // Some proxies add the length a second time; two that differ are refused.
            .setAllowDuplicateContentLengths(true)
            .setHeadersFactory(FewHeaders.FACTORY)
            .setTrailersFactory(FewHeaders.FACTORY);
    return new HttpResponseDecoder(config) {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (!left) {
          run.enter(Phase.TRANSFER);
        }
        super.channelRead(context, bytes);
      }

      @Override
      protected boolean isContentAlwaysEmpty(HttpMessage answer) {
        return bodiless || super.isContentAlwaysEmpty(answer);
      }
    };
  }

  /** Writes the request. */
  void send(Channel channel) {
    run.enter(Phase.SEND);
    channel
        .writeAndFlush(ByteBufUtil.writeUtf8(channel.alloc(), request))
        .addListener(written -> {
          if (left) {
            return;
          }
          if (written.isSuccess()) {
            run.enter(Phase.FIRST_BYTE);
          } else {
            run.fail(written.cause());
          }
        });
  }

  /** Another exchange follows in its place, or it is complete: what still comes means nothing. */
  void leave() {
    left = true;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (run.over() || left) {
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
    if (part instanceof HttpContent body && !run.over() && !left) {
      take(body);
    }
  }

  private void undecodable(Throwable cause) {
    visit.witness();
    Fault fault = Failures.of(cause, Phase.TRANSFER).fault();
    switch (fault) {
      case HEADERS_TOO_LARGE -> {
        String what =
            cause instanceof FewHeaders.TooMany
                ? "There are more than %d headers".formatted(FewHeaders.MOST)
                : "The headers are larger than %d bytes".formatted(style.maxHeaderBytes());
        run.fail(fault, what);
      }
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
      return;
    }
    if (visit.followed(this, head)) {
      return;
    }
    if (!bodiless
        && status != NO_CONTENT
        && status != NOT_MODIFIED
        && HttpUtil.getContentLength(head, 0L) > style.maxBodyBytes()) {
      tooLarge();
      return;
    }
    try {
      reader = visit.reader(head);
    } catch (UnreadableBody e) {
      unreadable(e);
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
    } else if (bodyBytes > style.maxBodyBytes()) {
      tooLarge();
    } else if (reader == null) {
      if (last) {
        finish();
      }
    } else {
      read(reader, body, last);
    }
  }

  private void read(Bytes by, HttpContent body, boolean last) {
    try {
      if (body.content().isReadable()) {
        by.take(body.content().nioBuffer());
      }
      if (last) {
        by.end();
        finish();
      }
    } catch (UnreadableBody e) {
      unreadable(e);
    }
  }

  /** Looking at a page may take a while, and the server may close meanwhile. */
  private void finish() {
    leave();
    visit.complete();
  }

  private void unreadable(UnreadableBody why) {
    visit.witness();
    run.fail(why.fault(), why.sentence());
  }

  private void tooLarge() {
    visit.witness();
    run.fail(
        Fault.BODY_TOO_LARGE, "The body is larger than %d bytes".formatted(style.maxBodyBytes()));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!left) {
      visit.witness();
      run.fail(Fault.CONNECTION_CLOSED, "The connection was closed before the answer was complete");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!left) {
      visit.witness();
      run.fail(cause);
    }
  }
}
