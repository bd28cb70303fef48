package io.iplive.scheduler.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The partitions this instance works on, and how far they are. */
public final class Tasks {

  private static final int CATCHING_UP = -1;

  private final Map<Integer, Integer> monitorsOfPartition = new ConcurrentHashMap<>();

  void assigned(int partition) {
    monitorsOfPartition.put(partition, CATCHING_UP);
  }

  void running(int partition, int monitors) {
    monitorsOfPartition.put(partition, monitors);
  }

  void revoked(int partition) {
    monitorsOfPartition.remove(partition);
  }

  /** Partitions assigned. */
  public int assigned() {
    return monitorsOfPartition.size();
  }

  /** Partitions that still read what there was when they were assigned. */
  public long catchingUp() {
    return monitorsOfPartition.values().stream().filter(count -> count == CATCHING_UP).count();
  }

  /** Monitors with rounds to come. */
  public int monitors() {
    return monitorsOfPartition.values().stream().mapToInt(count -> Math.max(0, count)).sum();
  }
}
