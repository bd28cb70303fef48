package io.iplive.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The part of a Confluent-compatible registry that serdes use; can be made to fail. */
final class FakeRegistry implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<String> schemas = new ArrayList<>();
  private final HttpServer server;
  private volatile boolean down;

  FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void down(boolean value) {
    down = value;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (down) {
        exchange.sendResponseHeaders(503, -1);
      } else if (path.startsWith("/subjects/")) {
        send(exchange, "{\"id\":" + register(JSON.readTree(body).path("schema").asString()) + "}");
      } else if (path.startsWith("/schemas/ids/")) {
        schema(exchange, Integer.parseInt(path.substring("/schemas/ids/".length())));
      } else {
        send(exchange, "{}");
      }
    }
  }

  private synchronized int register(String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  private synchronized void schema(HttpExchange exchange, int id) throws IOException {
    if (id < 1 || id > schemas.size()) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      var answer = JSON.createObjectNode().put("schema", schemas.get(id - 1));
      send(exchange, answer.toString());
    }
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
