package io.iplive.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a panel has: a script for the rounds of its app and one for outages. */
final class Receiver implements AutoCloseable {

  static final String CALLBACK = "/callback.php";
  static final String CONTACT = "/outage.php";
  private static final int NO_BODY = -1;

  /**
   * A call that came.
   *
   * @param signed body of a POST, raw query of a GET
   */
  record Call(String path, String signed, String timestamp, String signature) {

    Map<String, String> fields() {
      return Arrays.stream(signed.split("&", -1))
          .map(pair -> pair.split("=", 2))
          .filter(pair -> pair.length == 2)
          .collect(
              Collectors.toMap(
                  pair -> pair[0],
                  pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                  (first, _) -> first));
    }

    String field(String name) {
      return fields().getOrDefault(name, "");
    }

    boolean isSignedWith(String secret) {
      return Signatures.signed(secret, timestamp, signed, signature);
    }
  }

  private final HttpServer server;
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** The next call, in order of arrival. */
  Optional<Call> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(calls.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String query = exchange.getRequestURI().getRawQuery();
      calls.add(
          new Call(
              exchange.getRequestURI().getPath(),
              body.isEmpty() && query != null ? query : body,
              header(exchange, "X-Signature-Timestamp"),
              header(exchange, "X-Signature")));
      exchange.sendResponseHeaders(200, NO_BODY);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
