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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of an API server as the chart asks for while it is rendered: which Secrets there are, and
 * how many pods Deployments have. Helm finds it by the file that KUBECONFIG names.
 */
final class Cluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRETS = "/api/v1/namespaces/watch/secrets/";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/watch/deployments/";
  private static final Map<String, Map<String, String>> PRESENT = new ConcurrentHashMap<>();
  private static final Map<String, Integer> SCALED = new ConcurrentHashMap<>();

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

  /** A Deployment is there, with so many pods, until {@link #forget}. */
  static void scale(String name, int replicas) {
    SCALED.put(name, replicas);
  }

  static void forget() {
    PRESENT.clear();
    SCALED.clear();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> data = PRESENT.get(after(SECRETS, path));
    Integer replicas = SCALED.get(after(DEPLOYMENTS, path));
    if (path.equals("/api/v1")) {
      answer(exchange, 200, resources("v1", "secrets", "Secret"));
    } else if (path.equals("/apis/apps/v1")) {
      answer(exchange, 200, resources("apps/v1", "deployments", "Deployment"));
    } else if (data != null) {
      answer(exchange, 200, object("v1", "Secret", after(SECRETS, path), "data", data));
    } else if (replicas != null) {
      Map<String, Object> spec = Map.of("replicas", replicas);
      answer(
          exchange, 200, object("apps/v1", "Deployment", after(DEPLOYMENTS, path), "spec", spec));
    } else {
      answer(
          exchange,
          404,
          Map.of("apiVersion", "v1", "kind", "Status", "status", "Failure", "code", 404));
    }
  }

  private static String after(String start, String path) {
    return path.startsWith(start) ? path.substring(start.length()) : "";
  }

  private static Map<String, Object> object(
      String version, String kind, String name, String field, Object value) {
    Map<String, Object> metadata = Map.of("name", name, "namespace", "watch");
    return Map.of("apiVersion", version, "kind", kind, "metadata", metadata, field, value);
  }

  private static Map<String, Object> resources(String version, String name, String kind) {
    Map<String, Object> resource =
        Map.of(
            "name",
            name,
            "singularName",
            kind.toLowerCase(Locale.ROOT),
            "namespaced",
            true,
            "kind",
            kind,
            "verbs",
            List.of("get", "list"));
    return Map.of(
        "kind", "APIResourceList", "groupVersion", version, "resources", List.of(resource));
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
