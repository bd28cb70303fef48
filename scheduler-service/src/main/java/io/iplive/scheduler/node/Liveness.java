package io.iplive.scheduler.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which nodes may be asked now. */
public final class Liveness {

  /** Older beats say nothing. */
  public static final Duration LIVE = Duration.ofSeconds(10);

  private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(500);

  private Liveness() {}

  /**
   * Nodes that are enrolled, beat within the last 10 s, consume their whole job topic between them
   * and have a right clock; by ascending id.
   */
  public static List<Node> schedulable(Set<Long> enrolled, Collection<Beat> beats, Instant now) {
    Map<Long, Map<String, List<Beat>>> live =
        beats.stream()
            .filter(beat -> enrolled.contains(beat.nodeId()))
            .filter(beat -> Duration.between(beat.appendedAt(), now).compareTo(LIVE) < 0)
            .collect(
                Collectors.groupingBy(
                    Beat::nodeId, TreeMap::new, Collectors.groupingBy(Beat::instanceId)));
    List<Node> nodes = new ArrayList<>();
    live.forEach((id, instances) -> {
      List<Beat> newest = instances.values().stream().map(Liveness::newest).toList();
      if (consumeAll(newest) && instances.values().stream().allMatch(Liveness::clockIsRight)) {
        nodes.add(new Node(id, newest.stream().anyMatch(Beat::suspect)));
      }
    });
    return List.copyOf(nodes);
  }

  private static Beat newest(Collection<Beat> beats) {
    return beats.stream().max(Comparator.comparing(Beat::appendedAt)).orElseThrow();
  }

  /** The last to beat knows best whether the topic is there. */
  private static boolean consumeAll(List<Beat> instances) {
    int partitions = newest(instances).jobPartitions();
    Set<Integer> assigned = new HashSet<>();
    instances.forEach(beat -> assigned.addAll(beat.assigned()));
    for (int partition = 0; partition < partitions; partition++) {
      if (!assigned.contains(partition)) {
        return false;
      }
    }
    return partitions > 0;
  }

  /** The way only ever adds, so the smallest lag of the last beats is nearest to the offset. */
  private static boolean clockIsRight(Collection<Beat> beats) {
    Duration offset = beats.stream().map(Beat::lag).min(Comparator.naturalOrder()).orElseThrow();
    return offset.abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }
}
