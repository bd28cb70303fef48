package io.iplive.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A site that answers with the code it is told to. */
final class Target implements AutoCloseable {

  private static final int NO_BODY = -1;

  private final HttpServer server;
  private volatile int code = 200;

  Target() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void answerWith(int other) {
    code = other;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(code, NO_BODY);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
