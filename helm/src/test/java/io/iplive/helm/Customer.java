package io.iplive.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A panel, the site that it watches, and the script that it is called back by. */
final class Customer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HttpServer server;
  private final String gateway;
  private final List<String> rounds = new CopyOnWriteArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  Customer(String gateway) throws IOException {
    this.gateway = gateway;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/cb.php",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          rounds.add(body);
          answer(exchange, 200);
        });
    server.createContext(
        "/outage.php",
        exchange -> {
          notices.add(exchange.getRequestURI().getQuery());
          answer(exchange, 200);
        });
    server.createContext("/", exchange -> answer(exchange, status));
    server.start();
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Has an account made, and one monitor of its site. */
  void watch(String operatorToken) throws IOException, InterruptedException {
    JsonNode account =
        operator(
            operatorToken,
            "/operator/accounts",
            Map.of("name", "chart", "callback", address("/cb.php")));
    operator(
        operatorToken,
        "/operator/contacts",
        Map.of(
            "account",
            "chart",
            "type",
            "http",
            "address",
            address("/outage.php"),
            "default",
            true));
    Map<String, String> form =
        Map.ofEntries(
            Map.entry("app_name", "chart"),
            Map.entry("token", account.path("token").asText()),
            Map.entry("group_id", "1"),
            Map.entry("record_ids", "5"),
            Map.entry("ips", "127.0.0.1"),
            Map.entry("port", "" + server.getAddress().getPort()),
            Map.entry("interval", "10"),
            Map.entry("period_error", "5"),
            Map.entry("timeout", "1"),
            Map.entry("num_error", "2"));
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(gateway + "/operate_monitor"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    JsonNode answer = JSON.readTree(HTTP.send(call, BodyHandlers.ofString()).body());
    if (answer.path("code").asInt() != 1000) {
      throw new AssertionError(answer);
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private JsonNode operator(String token, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    var answer = HTTP.send(call, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The site answers so from now on. */
  void answerWith(int code) {
    status = code;
  }

  /** Calls of call_back_to_php. */
  List<String> rounds() {
    return List.copyOf(rounds);
  }

  /** Queries of a contact's calls. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
