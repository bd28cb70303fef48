package io.iplive.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of an API server as the chart asks for while it is rendered: which Secrets there are.
 * Helm finds it by the file that KUBECONFIG names.
 */
final class Cluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRETS = "/api/v1/namespaces/watch/secrets/";
  private static final Map<String, Map<String, String>> PRESENT = new ConcurrentHashMap<>();

  private Cluster() {}

  /** Starts it, for the life of the tests. */
  static void start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", Cluster::answer);
      server.start();
      Files.writeString(
          Path.of(System.getenv("KUBECONFIG")),
          """
          apiVersion: v1
          kind: Config
          current-context: tests
          contexts: [{name: tests, context: {cluster: tests, user: tests}}]
          clusters: [{name: tests, cluster: {server: "http://127.0.0.1:%d"}}]
          users: [{name: tests, user: {}}]
          """
              .formatted(server.getAddress().getPort()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A Secret is there, its data in base64, until {@link #forget}. */
  static void hold(String name, Map<String, String> data) {
    PRESENT.put(name, data);
  }

  static void forget() {
    PRESENT.clear();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.startsWith(SECRETS) ? path.substring(SECRETS.length()) : "";
    Map<String, String> data = PRESENT.get(name);
    if (path.equals("/api/v1")) {
      answer(exchange, 200, resources());
    } else if (data == null) {
      answer(
          exchange,
          404,
          Map.of("apiVersion", "v1", "kind", "Status", "status", "Failure", "code", 404));
    } else {
      Map<String, Object> metadata = Map.of("name", name, "namespace", "watch");
      answer(
          exchange,
          200,
          Map.of("apiVersion", "v1", "kind", "Secret", "metadata", metadata, "data", data));
    }
  }

  private static Map<String, Object> resources() {
    Map<String, Object> secrets =
        Map.of(
            "name", "secrets",
            "singularName", "secret",
            "namespaced", true,
            "kind", "Secret",
            "verbs", List.of("get", "list"));
    return Map.of("kind", "APIResourceList", "groupVersion", "v1", "resources", List.of(secrets));
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
