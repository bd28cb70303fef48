package io.iplive.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A customer's receiver: keeps what it gets and answers as it is told. */
final class Panel implements AutoCloseable {

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int code = 200;
  private volatile String text = "";
  private volatile @Nullable CountDownLatch hanging;

  Panel() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** A call that arrived. */
  record Received(
      String method, String path, String query, String body, Map<String, String> headers) {

    Map<String, String> fields() {
      String encoded = method.equals("GET") ? query : body;
      return Arrays.stream(encoded.split("&"))
          .filter(pair -> pair.contains("="))
          .map(pair -> pair.split("=", 2))
          .collect(
              Collectors.toMap(
                  pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    String field(String name) {
      return fields().getOrDefault(name, "");
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  String url() {
    return root() + "/cb.php";
  }

  String root() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void says(String body) {
    text = body;
  }

  void answers(int status) {
    code = status;
  }

  void hangs() {
    hanging = new CountDownLatch(1);
  }

  List<Received> received() {
    return received;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst()));
      String query = exchange.getRequestURI().getRawQuery();
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              query == null ? "" : query,
              body,
              headers));
      CountDownLatch latch = hanging;
      if (latch != null) {
        latch.await();
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    CountDownLatch latch = hanging;
    if (latch != null) {
      latch.countDown();
    }
    server.stop(0);
  }
}
