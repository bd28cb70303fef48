package io.iplive.prober.net;

import io.netty.pkitesting.X509Bundle;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server that talks in lines, as a script tells it. */
final class Talker implements Closeable {

  private final ServerSocket server;
  private final Script script;
  private final @Nullable SSLContext tls;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** What it does with one client. */
  interface Script {
    void talk(Talk talk) throws IOException;
  }

  private Talker(ServerSocket server, @Nullable SSLContext tls, Script script) {
    this.server = server;
    this.tls = tls;
    this.script = script;
    var _ = threads.submit(this::acceptAll);
  }

  static Talker plain(Script script) throws IOException {
    return new Talker(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), null, script);
  }

  static Talker withTls(X509Bundle certificate, Script script)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    return new Talker(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), context, script);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Lines of all clients. */
  List<String> heard() {
    return heard;
  }

  private Void acceptAll() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      var _ =
          threads.submit(() -> {
            try (client) {
              script.talk(new Talk(client));
            }
            return null;
          });
    }
    return null;
  }

  /** One client. */
  final class Talk {

    private Socket socket;

    Talk(Socket socket) {
      this.socket = socket;
    }

    void say(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** The next line; the client's end is an empty one. */
    String hear() throws IOException {
      StringBuilder line = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.append((char) next);
      }
      heard.add(line.toString().strip());
      return line.toString().strip();
    }

    void startTls() throws IOException {
      if (tls == null) {
        throw new IOException("no certificate");
      }
      SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", 0, true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      socket = secure;
    }

    void waitForEnd() throws IOException {
      var _ = socket.getInputStream().readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
