package io.iplive.prober.net;

import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A web server whose answers depend on the request. */
final class Site implements Closeable {

  private final ServerSocket server;
  private final Function<String, byte[]> pages;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private Site(ServerSocket server, Function<String, byte[]> pages) {
    this.server = server;
    this.pages = pages;
    var _ = threads.submit(this::acceptAll);
  }

  /** Answers what the function makes of a request, head and body. */
  static Site serving(Function<String, byte[]> pages) throws IOException {
    return new Site(new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1")), pages);
  }

  static Site secure(X509Bundle certificate, Function<String, byte[]> pages)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    return new Site(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1")),
        pages);
  }

  static byte[] redirect(int status, String location) {
    return bytes(
        "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
            .formatted(status, location));
  }

  static byte[] page(String headers, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        bytes("HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n".formatted(headers, body.length)));
    all.writeBytes(body);
    return all.toByteArray();
  }

  static byte[] ok() {
    return page("", bytes("ok"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Heads and bodies of the requests, oldest first. */
  List<String> requests() {
    return requests;
  }

  /** First lines of the requests. */
  List<String> lines() {
    return requests.stream().map(request -> request.lines().findFirst().orElse("")).toList();
  }

  private Void acceptAll() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      var _ = threads.submit(() -> talk(client));
    }
    return null;
  }

  private Void talk(Socket client) throws IOException {
    try (client) {
      String request = request(client.getInputStream());
      requests.add(request);
      client.getOutputStream().write(pages.apply(request));
      client.getOutputStream().flush();
    }
    return null;
  }

  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return head;
      }
      read.write(next);
      head = read.toString(StandardCharsets.ISO_8859_1);
    }
    int length =
        head.lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16)))
            .findFirst()
            .orElse(0);
    read.writeBytes(in.readNBytes(length));
    return read.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
