package io.iplive.benchmarks.prober;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Ports at which the system takes connections and requests, and nobody ever answers. */
final class HangingTargets implements AutoCloseable {

  /** What Linux keeps for a port by itself ({@code net.core.somaxconn}), and a little less. */
  static final int EACH = 4_000;

  private final List<ServerSocket> sockets = new ArrayList<>();

  static HangingTargets open(int connections) throws IOException {
    HangingTargets targets = new HangingTargets();
    for (int room = 0; room < connections; room += EACH) {
      targets.sockets.add(new ServerSocket(0, EACH + 90, InetAddress.ofLiteral("127.0.0.1")));
    }
    return targets;
  }

  /** Separated by commas. */
  String ports() {
    return sockets.stream()
        .map(socket -> Integer.toString(socket.getLocalPort()))
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket socket : sockets) {
      socket.close();
    }
  }
}
