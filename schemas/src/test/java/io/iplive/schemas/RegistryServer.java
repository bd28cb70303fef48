package io.iplive.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A registry over real HTTP for tests, in memory, with the two refusals a client must know:
 * incompatible (set by the test) and unknown id.
 */
public final class RegistryServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> schemas = new ArrayList<>();
  private final Map<String, String> compatibilityOfSubject = new HashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int refusal;
  private volatile String refusedSubject = "";
  private volatile String login = "";

  /** Starts on a free port. */
  public RegistryServer() throws IOException {
    this(HttpServer.create(loopback(), 0));
  }

  private RegistryServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.start();
  }

  /** The same over TLS. */
  static RegistryServer secured(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new RegistryServer(server);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Root of the API. */
  public String address() {
    return (server instanceof HttpsServer ? "https" : "http")
        + "://127.0.0.1:"
        + server.getAddress().getPort();
  }

  /** Requests taken so far. */
  public int calls() {
    return calls.get();
  }

  /** From now on answers every request with this status; 0: works again. */
  public void refuseWith(int status) {
    refusal = status;
  }

  /** From now on finds whatever is registered under this subject incompatible. */
  public void refuse(String subject) {
    refusedSubject = subject;
  }

  /** What the last request showed who it is by; empty: nothing. */
  public String login() {
    return login;
  }

  /** Compatibility levels set, by subject. */
  public synchronized Map<String, String> compatibility() {
    return Map.copyOf(compatibilityOfSubject);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    login = String.join("", exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (refusal != 0) {
      answer(exchange, refusal, "{\"error_code\":" + refusal + ",\"message\":\"refused\"}");
    } else if (path.equals("/subjects/" + refusedSubject + "/versions")) {
      answer(exchange, 409, "{\"error_code\":409,\"message\":\"incompatible\"}");
    } else if (path.startsWith("/config/")) {
      String level = JSON.readTree(body).path("compatibility").asText();
      compatibilityOfSubject.put(path.substring("/config/".length()), level);
      answer(exchange, 200, "{\"compatibility\":\"" + level + "\"}");
    } else if (path.startsWith("/schemas/ids/")) {
      int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
      if (id < 1 || id > schemas.size()) {
        answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
      } else {
        answer(exchange, 200, JSON.writeValueAsString(Map.of("schema", schemas.get(id - 1))));
      }
    } else {
      String schema = JSON.readTree(body).path("schema").asText();
      if (!schemas.contains(schema)) {
        schemas.add(schema);
      }
      answer(exchange, 200, "{\"id\":" + (schemas.indexOf(schema) + 1) + "}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
