package io.iplive.notifier.callback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that can misbehave: a script decides what each connection gets. */
final class RawServer implements AutoCloseable {

  /** What is done with a connection. */
  interface Script {
    void serve(Connection connection) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Script script;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  RawServer(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  static RawServer start(Script script) {
    try {
      return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  Queue<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(accepted));
      }
    } catch (IOException _) {
      closed.countDown();
    }
  }

  private void serve(Socket accepted) {
    try (accepted) {
      script.serve(new Connection(accepted, this));
    } catch (IOException | InterruptedException _) {
      // The client went away: that is what many scripts are about.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    closed.countDown();
  }

  /** One accepted connection. */
  record Connection(Socket socket, RawServer server) {

    /** Reads a request to the end of its body; false: the client closed. */
    boolean read() throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder request = new StringBuilder();
      int length = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        request.append(line).append('\n');
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).strip());
        }
        if (line.isEmpty()) {
          for (int i = 0; i < length; i++) {
            request.append((char) in.read());
          }
          server.requests.add(request.toString());
          return true;
        }
      }
      return false;
    }

    void write(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    void answer(int code, String body) throws IOException {
      write("HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s".formatted(code, body.length(), body));
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Does nothing for as long as the server is there; false: it is gone. */
    boolean idle(long millis) throws InterruptedException {
      return !server.closed.await(millis, TimeUnit.MILLISECONDS);
    }
  }
}
