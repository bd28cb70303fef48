package io.iplive.acceptance.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP connection's way from a zone to what it needs. Cut, it carries nothing: as on a network
 * that loses packets, connections stay open, and what was on its way arrives once it is mended.
 */
public final class Link implements AutoCloseable {

  private static final int BACKLOG = 256;
  private static final int BUFFER = 16 * 1024;
  private static final int CONNECT_MILLIS = 1_000;

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private boolean cut;

  /** A link to a port of loopback; it listens at once. */
  public Link(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("A link to port " + target, e);
    }
    Thread.ofVirtual().name("link-" + target).start(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** Carries nothing from now on. */
  public void cut() {
    lock.lock();
    try {
      cut = true;
    } finally {
      lock.unlock();
    }
  }

  /** Carries again, what has waited first. */
  public void mend() {
    lock.lock();
    try {
      cut = false;
      mended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Breaks every connection, as a firewall that was started anew does. */
  public void reset() {
    open.forEach(this::drop);
  }

  private void awaitWhole() throws InterruptedException {
    lock.lock();
    try {
      while (cut) {
        mended.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        open.add(near);
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException("The link to port " + target, e);
        }
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    try {
      awaitWhole();
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      open.add(far);
      Thread.ofVirtual().start(() -> carry(near, far));
      carry(far, near);
    } catch (IOException _) {
      // Nobody listens there now, or it was reset meanwhile: each end learns it by its end.
      drop(near);
      drop(far);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitWhole();
        out.write(buffer, 0, read);
      }
      awaitWhole();
    } catch (IOException _) {
      // One end broke off; so does the other.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      drop(from);
      drop(to);
    }
  }

  private void drop(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The link to port " + target, e);
    } finally {
      mend();
      reset();
    }
  }
}
