package io.iplive.notifier.callback;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds the calls under way to one receiver, first come, first served. Receivers have nothing in
 * common that one could hold up for another.
 */
final class HostGates {

  private final int limit;
  private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

  HostGates(int limit) {
    this.limit = limit;
  }

  void enter(String host) throws InterruptedException {
    Gate gate =
        gates.compute(
            host,
            (_, known) -> {
              Gate open = known == null ? new Gate(new Semaphore(limit, true), 0) : known;
              return new Gate(open.places, open.users + 1);
            });
    try {
      gate.places.acquire();
    } catch (InterruptedException e) {
      forget(host);
      throw e;
    }
  }

  void leave(String host) {
    Gate gate = forget(host);
    gate.places.release();
  }

  private Gate forget(String host) {
    Gate[] left = new Gate[1];
    gates.computeIfPresent(
        host,
        (_, gate) -> {
          left[0] = gate;
          return gate.users == 1 ? null : new Gate(gate.places, gate.users - 1);
        });
    return left[0];
  }

  /** A receiver's places, and how many hold or want one. */
  private record Gate(Semaphore places, int users) {}
}
