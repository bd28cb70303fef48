package io.iplive.prober.net.http;

import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.web.WebAddress;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** A request as it goes over the wire. */
final class RequestText {

  private RequestText() {}

  /**
   * The whole request.
   *
   * @param to where it goes
   * @param message what is sent; its headers are secrets of the site that the check is for
   * @param cookies null: none
   * @param packed whether the body may come packed
   */
  static String of(
      WebAddress to,
      HttpCheck check,
      HttpMessage message,
      @Nullable String cookies,
      boolean packed,
      String userAgent) {
    boolean plain = message.headers().isEmpty();
    StringBuilder text =
        new StringBuilder(256)
            .append(message.method())
            .append(' ')
            .append(to.path())
            .append(" HTTP/1.1\r\nHost: ")
            .append(to.authority());
    if (plain || !message.sets("User-Agent")) {
      String own = check.userAgent();
      text.append("\r\nUser-Agent: ").append(own == null ? userAgent : own);
    }
    if (plain || !message.sets("Accept")) {
      text.append("\r\nAccept: */*");
    }
    if (packed && !message.sets("Accept-Encoding")) {
      text.append("\r\nAccept-Encoding: gzip, deflate");
    }
    text.append("\r\nConnection: close\r\n");
    if (cookies != null && !message.sets("Cookie")) {
      text.append("Cookie: ").append(cookies).append("\r\n");
    }
    for (Header header : message.headers()) {
      text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return body(text, message);
  }

  private static String body(StringBuilder text, HttpMessage message) {
    String body = message.body();
    if (body == null) {
      return text.append("\r\n").toString();
    }
    if (!message.sets("Content-Type")) {
      text.append("Content-Type: application/x-www-form-urlencoded\r\n");
    }
    return text.append("Content-Length: ")
        .append(ByteBufUtil.utf8Bytes(body))
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }
}
