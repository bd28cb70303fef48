package io.iplive.notifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before a server and keeps every byte that it is sent. */
final class Tap implements AutoCloseable {

  private final ServerSocket socket;
  private final int server;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  /**
   * A tap.
   *
   * @param server port on loopback
   */
  Tap(int server) {
    this.server = server;
    try {
      socket = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What was sent so far, a character a byte. */
  String sent() {
    synchronized (sent) {
      return sent.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        Thread.ofVirtual().start(() -> copy(client, behind, true));
        Thread.ofVirtual().start(() -> copy(behind, client, false));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void copy(Socket from, Socket to, boolean kept) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (kept) {
          synchronized (sent) {
            sent.write(buffer, 0, read);
          }
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException _) {
      // One of them went away; so does the other.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
