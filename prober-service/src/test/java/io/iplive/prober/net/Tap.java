package io.iplive.prober.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a probe and its target and keeps the first bytes of each connection. */
final class Tap implements AutoCloseable {

  private final ServerSocket server;
  private final int targetPort;
  private final List<byte[]> firstBytes = new CopyOnWriteArrayList<>();

  Tap(int targetPort) throws IOException {
    this.targetPort = targetPort;
    this.server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::acceptAll);
  }

  int port() {
    return server.getLocalPort();
  }

  List<byte[]> firstBytes() {
    return firstBytes;
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket target = new Socket(InetAddress.ofLiteral("127.0.0.1"), targetPort);
        Thread.ofVirtual().start(() -> copy(client, target, true));
        Thread.ofVirtual().start(() -> copy(target, client, false));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void copy(Socket from, Socket to, boolean keepFirst) {
    try (from;
        to) {
      byte[] buffer = new byte[1 << 15];
      boolean first = keepFirst;
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        if (first) {
          firstBytes.add(Arrays.copyOf(buffer, n));
          first = false;
        }
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One side left: so does the other.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
