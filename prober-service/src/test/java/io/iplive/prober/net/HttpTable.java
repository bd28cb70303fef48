package io.iplive.prober.net;

import static io.iplive.prober.net.Answers.endless;
import static io.iplive.prober.net.Answers.text;
import static io.iplive.prober.net.Answers.thenHang;
import static io.iplive.prober.net.Answers.thenReset;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What servers answer, and what a probe makes of it. */
final class HttpTable {

  static final int MAX_BODY = 10_000;
  static final int MAX_HEADERS = 4_000;

  private HttpTable() {}

  record Good(String name, int status, String answer) {}

  record Bad(String name, @Nullable Integer status, Fault fault, Answers answers) {}

  record Slow(String name, Phase phase, Answers answers) {}

  static List<Good> good() {
    return List.of(
        new Good("length", 200, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
        new Good("no reason", 200, "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n"),
        new Good(
            "chunked",
            200,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"),
        new Good(
            "old until closed", 200, "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"),
        new Good(
            "the same length twice",
            200,
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        new Good("many headers", 200, "HTTP/1.1 200 OK\r\n" + "a:\r\n".repeat(200) + "\r\nhello"),
        new Good("lines end by LF", 200, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"),
        new Good(
            "chunked as HTTP/1.0",
            200,
            "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
        new Good("new until closed", 200, "HTTP/1.1 200 OK\r\n\r\n<html>"),
        new Good("empty until closed", 200, "HTTP/1.1 200 OK\r\n\r\n"),
        new Good(
            "interim",
            200,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        new Good("no content", 204, "HTTP/1.1 204 No Content\r\n\r\n"),
        new Good(
            "not modified",
            304,
            "HTTP/1.1 304 Not Modified\r\nContent-Length: " + (MAX_BODY + 1) + "\r\n\r\n"),
        new Good(
            "redirect", 302, "HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n"),
        new Good("longest body", 200, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(MAX_BODY)),
        new Good(
            "more after the end",
            200,
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 No\r\n\r\n"));
  }

  static List<Bad> bad() {
    return List.of(
        new Bad("server error", 500, Fault.HTTP_STATUS, empty("500 Broken")),
        new Bad("not found", 404, Fault.HTTP_STATUS, empty("404 Not Found")),
        new Bad(
            "switched",
            101,
            Fault.HTTP_STATUS,
            text("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n")),
        new Bad(
            "broken error",
            500,
            Fault.HTTP_STATUS,
            text("HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\nx")),
        new Bad("silent close", null, Fault.CONNECTION_CLOSED, text("")),
        new Bad(
            "closed in headers",
            null,
            Fault.CONNECTION_CLOSED,
            text("HTTP/1.1 200 OK\r\nServer: x")),
        new Bad(
            "closed in body",
            200,
            Fault.CONNECTION_CLOSED,
            text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")),
        new Bad(
            "closed in chunk",
            200,
            Fault.CONNECTION_CLOSED,
            text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort")),
        new Bad(
            "closed before last chunk",
            200,
            Fault.CONNECTION_CLOSED,
            text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n")),
        new Bad(
            "only interim", null, Fault.CONNECTION_CLOSED, text("HTTP/1.1 100 Continue\r\n\r\n")),
        new Bad("reset", null, Fault.CONNECTION_RESET, thenReset("")),
        new Bad("ssh", null, Fault.HTTP_MALFORMED, thenHang("SSH-2.0-OpenSSH_9.2p1\r\n")),
        new Bad("binary", null, Fault.HTTP_MALFORMED, thenHang("\u0001\u0002\u00ff\u00fe\r\n\r\n")),
        new Bad("other protocol", null, Fault.HTTP_MALFORMED, thenHang("RTSP/1.0 200 OK\r\n\r\n")),
        new Bad("http 2", null, Fault.HTTP_MALFORMED, thenHang("HTTP/2.0 200 OK\r\n\r\n")),
        new Bad("status in words", null, Fault.HTTP_MALFORMED, thenHang("HTTP/1.1 OK 200\r\n\r\n")),
        new Bad("status too small", null, Fault.HTTP_MALFORMED, thenHang("HTTP/1.1 42 X\r\n\r\n")),
        new Bad(
            "two lengths",
            null,
            Fault.HTTP_MALFORMED,
            thenHang("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx")),
        new Bad(
            "length in words",
            null,
            Fault.HTTP_MALFORMED,
            thenHang("HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nx")),
        new Bad(
            "bad chunk",
            200,
            Fault.HTTP_MALFORMED,
            thenHang("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n")),
        new Bad(
            "declared too large",
            200,
            Fault.BODY_TOO_LARGE,
            thenHang("HTTP/1.1 200 OK\r\nContent-Length: " + (MAX_BODY + 1) + "\r\n\r\n")),
        new Bad(
            "endless body",
            200,
            Fault.BODY_TOO_LARGE,
            endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1_000))),
        new Bad(
            "endless chunks",
            200,
            Fault.BODY_TOO_LARGE,
            endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n")),
        new Bad(
            "endless headers",
            null,
            Fault.HEADERS_TOO_LARGE,
            endless("HTTP/1.1 200 OK\r\n", "X-A: bcdefgh\r\n")),
        new Bad(
            "headers of no size",
            null,
            Fault.HEADERS_TOO_LARGE,
            thenHang("HTTP/1.1 200 OK\r\n" + "a:\r\n".repeat(201) + "\r\n")),
        new Bad(
            "endless status line",
            null,
            Fault.HEADERS_TOO_LARGE,
            endless("HTTP/1.1 200 ", "very ")),
        new Bad(
            "endless interim",
            null,
            Fault.HTTP_MALFORMED,
            endless("", "HTTP/1.1 100 Continue\r\n\r\n")));
  }

  static List<Slow> slow() {
    return List.of(
        new Slow("silent", Phase.FIRST_BYTE, thenHang("")),
        new Slow("in status line", Phase.TRANSFER, thenHang("HTTP/1.1 2")),
        new Slow("in headers", Phase.TRANSFER, thenHang("HTTP/1.1 200 OK\r\nA: b\r\n")),
        new Slow(
            "in body", Phase.TRANSFER, thenHang("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx")),
        new Slow("dripping", Phase.TRANSFER, HttpTable::drip));
  }

  private static Answers empty(String status) {
    return text("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
  }

  /** A byte each 20 ms: no single read takes long, the whole never ends. */
  private static void drip(Socket client) throws IOException, InterruptedException {
    text("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n").answer(client);
    while (!client.isClosed()) {
      text("x").answer(client);
      Thread.sleep(20);
    }
  }
}
