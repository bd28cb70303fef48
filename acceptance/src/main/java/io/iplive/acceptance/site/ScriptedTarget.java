package io.iplive.acceptance.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A web server on all of 127.0.0.0/8: each address of it is a site of its own, good until told
 * otherwise. It remembers every probe.
 */
public final class ScriptedTarget implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final ServerSocket server;
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final Queue<Probe> seen = new ConcurrentLinkedQueue<>();
  private final Set<String> heads = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public ScriptedTarget() throws IOException {
    server = new ServerSocket(0, BACKLOG);
    Thread.ofPlatform().daemon().name("scripted-target").start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on this address behaves so. */
  public void make(String address, Behaviour behaviour) {
    behaviours.put(address, behaviour);
  }

  /** Every probe so far, in the order of their arrival. */
  public List<Probe> probes() {
    return List.copyOf(seen);
  }

  public List<Probe> probes(String address) {
    return seen.stream().filter(probe -> probe.address().equals(address)).toList();
  }

  /** Every different head of a request so far. */
  public Set<String> heads() {
    return Set.copyOf(heads);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        String address = socket.getLocalAddress().getHostAddress();
        Behaviour behaviour = behaviours.getOrDefault(address, Behaviour.GOOD);
        seen.add(new Probe(address, Instant.now(), behaviour));
        Thread.ofVirtual().start(() -> serve(socket, behaviour));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket, Behaviour behaviour) {
    try (socket) {
      switch (behaviour) {
        case GOOD -> answer(socket, "200 OK");
        case ERROR -> answer(socket, "500 Internal Server Error");
        case HANG -> socket.getInputStream().readAllBytes();
      }
    } catch (IOException _) {
      // The prober went away, which is its right.
    } finally {
      open.remove(socket);
    }
  }

  private void answer(Socket socket, String status) throws IOException {
    heads.add(readHead(socket.getInputStream()));
    String head =
        "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\nConnection: close" + END_OF_HEAD + "ok";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.shutdownOutput();
    // To close with bytes unread would reset the connection under the answer.
    socket.getInputStream().readAllBytes();
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEAD) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The request ended early");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
