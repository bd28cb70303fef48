package io.iplive.prober.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The gateway's calls for nodes, as a small server of its own. */
final class FakeGateway implements AutoCloseable {

  static final String PASSWD = "enrolment secret";
  static final String TOKEN = "node token";
  static final long NODE_ID = 7;
  static final long NODE_ID_BESIDE_BROKER = 8;

  private static final long LONG_POLL_MILLIS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<ObjectNode> jobs = new ArrayList<>();
  private final List<JsonNode> results = new CopyOnWriteArrayList<>();
  private final List<String> cursors = new CopyOnWriteArrayList<>();
  private volatile String token = TOKEN;
  private volatile boolean known;
  private volatile int status = 200;
  private volatile long ahead;

  FakeGateway() throws IOException {
    this(0);
  }

  /** At a port, as one that comes back. */
  FakeGateway(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/add_node", this::addNode);
    server.createContext("/node/jobs", this::jobs);
    server.createContext("/deal", this::deal);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Polls with a cursor before it get it. */
  void give(ObjectNode job) {
    synchronized (jobs) {
      jobs.add(job);
      jobs.notifyAll();
    }
  }

  /** A job for a target, due now by this gateway's clock. */
  ObjectNode job(long target, int port) {
    long now = now();
    return JsonNodeFactory.instance
        .objectNode()
        .put("server_id", target)
        .put("app_name", "panel")
        .put("ip", "127.0.0.1")
        .put("protocol", "http")
        .put("port", port)
        .put("path", "/")
        .put("http_code", "2xx")
        .put("retry_count", 0)
        .put("timeout", 3)
        .put("timestamp", now / 1_000)
        .put("due_ms", now)
        .put("start_by_ms", now + 1_000)
        .put("deadline_ms", now + 5_000)
        .put("timeout_ms", 3_000)
        .put("method", "GET")
        .putNull("domain")
        .putNull("keyword")
        .put("tls_verify", true)
        .put("redirect", false);
  }

  long now() {
    return System.currentTimeMillis() + ahead;
  }

  /** Its clock is so many milliseconds before this machine's. */
  void ahead(long millis) {
    ahead = millis;
  }

  /** Elements of all {@code deal} calls that were taken. */
  List<JsonNode> results() {
    return results;
  }

  /** Cursors that were shown; empty: none. */
  List<String> cursors() {
    return cursors;
  }

  /** Answers so from now on. */
  void answerWith(int httpStatus) {
    status = httpStatus;
  }

  /** Another token is the right one now. */
  void changeToken(String other) {
    token = other;
  }

  /** The node is enrolled already. */
  void know() {
    known = true;
  }

  private void addNode(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(body(exchange));
    if (!PASSWD.equals(form.get("passwd"))) {
      answer(exchange, 1004, "Token not right", JSON.createObjectNode());
      return;
    }
    if ("kafka".equals(form.get("jobs"))) {
      answer(exchange, 1000, "ok", JSON.createObjectNode().put("node_id", NODE_ID_BESIDE_BROKER));
      return;
    }
    ObjectNode info = JSON.createObjectNode().put("node_id", NODE_ID);
    if (!known) {
      info.put("token", token);
    }
    known = true;
    answer(exchange, 1000, "add node successfully", info);
  }

  private void jobs(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String cursor = query.contains("after=") ? query.replaceFirst(".*after=([^&]*).*", "$1") : "";
    cursors.add(cursor);
    ObjectNode info = JSON.createObjectNode().put("state", "ACTIVE");
    synchronized (jobs) {
      int told = cursor.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(cursor.substring(1));
      int from = Math.min(told, jobs.size());
      await(from);
      info.putArray("jobs").addAll(jobs.subList(from, jobs.size()));
      info.put("cursor", "c" + jobs.size()).put("now_ms", now());
    }
    answer(exchange, 1000, "jobs", info);
  }

  private void await(int from) {
    try {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_POLL_MILLIS);
      while (jobs.size() == from && System.nanoTime() < until) {
        jobs.wait(LONG_POLL_MILLIS / 3);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deal(HttpExchange exchange) throws IOException {
    String body = body(exchange);
    if (refused(exchange)) {
      return;
    }
    JSON.readTree(form(body).get("data")).forEach(results::add);
    answer(exchange, 1000, "server process successfully", JSON.createObjectNode());
  }

  private boolean refused(HttpExchange exchange) throws IOException {
    if (status != 200) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return true;
    }
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + token).equals(shown)) {
      answer(exchange, 1004, "Token not right", JSON.createObjectNode());
      return true;
    }
    return false;
  }

  private static void answer(HttpExchange exchange, int code, String message, ObjectNode info)
      throws IOException {
    ObjectNode envelope = JSON.createObjectNode().put("code", code).put("msg", message);
    envelope.set("info", info);
    byte[] bytes = envelope.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    Arrays.stream(body.split("&", -1))
        .map(field -> field.split("=", 2))
        .forEach(
            field -> fields.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
