package io.iplive.acceptance.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iplive.local.demo.Signatures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver for thousands of calls. It checks who sent them and keeps them; now and then it
 * refuses one that it kept, so that it comes again.
 */
public final class MoodyReceiver implements Receiver, AutoCloseable {

  private static final String CALLBACK = "/cb";
  private static final String OUTAGE = "/outage";
  private static final int REFUSED_ONE_IN = 40;
  private static final int BACKLOG = 512;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new ArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile String appSecret = "";
  private volatile String contactSecret = "";

  public MoodyReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  public String callbackAddress() {
    return address(CALLBACK);
  }

  public String outageAddress() {
    return address(OUTAGE);
  }

  private String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** From now on calls that are signed otherwise are troubled. */
  public void know(String app, String contact) {
    appSecret = app;
    contactSecret = contact;
  }

  @Override
  public List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      Instant at = Instant.now();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Call call = call(exchange, at, body);
      synchronized (calls) {
        calls.add(call);
      }
      boolean refused = count.incrementAndGet() % REFUSED_ONE_IN == 0;
      exchange.sendResponseHeaders(refused ? 500 : 200, -1);
    }
  }

  private Call call(HttpExchange exchange, Instant at, String body) throws JsonProcessingException {
    String delivery = header(exchange, "X-Delivery-Id");
    if (exchange.getRequestURI().getPath().equals(CALLBACK)) {
      Fields fields = new Fields(parsed(body));
      String trouble = trouble(exchange, appSecret, body);
      return fields.round(at, delivery, trouble, header(exchange, "X-App-Name"));
    }
    String query = exchange.getRequestURI().getRawQuery();
    Fields fields = new Fields(parsed(query == null ? "" : query));
    return fields.outage(
        at, delivery, trouble(exchange, contactSecret, query == null ? "" : query));
  }

  private static String trouble(HttpExchange exchange, String secret, String signed) {
    if (header(exchange, "X-Delivery-Id").isEmpty()) {
      return "no X-Delivery-Id";
    }
    return Signatures.signed(
            secret,
            header(exchange, "X-Signature-Timestamp"),
            signed,
            header(exchange, "X-Signature"))
        ? ""
        : "the signature is wrong";
  }

  private static Map<String, String> parsed(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
