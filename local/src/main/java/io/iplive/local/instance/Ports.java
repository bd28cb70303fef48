package io.iplive.local.instance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/** Chooses ports: remembered ones while they are free, others from below the ephemeral range. */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;

  private Ports() {}

  /**
   * A port for each name.
   *
   * @param remembered what was chosen before; kept where {@code free}
   * @param taken never chosen
   * @param start where to begin to look, any number
   */
  public static Map<String, Integer> settle(
      List<String> names,
      Map<String, Integer> remembered,
      Set<Integer> taken,
      IntPredicate free,
      int start) {
    Map<String, Integer> settled = new LinkedHashMap<>();
    Set<Integer> used = new HashSet<>(taken);
    int next = Math.floorMod(start, COUNT);
    int tried = 0;
    for (String name : names) {
      Integer port = remembered.get(name);
      while (port == null || used.contains(port) || !free.test(port)) {
        if (tried++ == COUNT) {
          throw new Complaint(
              "No free port was found from %d to %d: stop what holds them."
                  .formatted(FIRST, FIRST + COUNT - 1));
        }
        port = FIRST + next;
        next = (next + 1) % COUNT;
      }
      used.add(port);
      settled.put(name, port);
    }
    return settled;
  }

  /** A port that is free now. */
  public static int any() {
    return settle(List.of("any"), Map.of(), Set.of(), Ports::free, anywhere())
        .values()
        .iterator()
        .next();
  }

  /** A place to begin to look. */
  public static int anywhere() {
    return ThreadLocalRandom.current().nextInt(COUNT);
  }

  /** Whether a server could listen there now, on loopback. */
  public static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
