package io.iplive.benchmarks.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was seen of the running system, from several threads. */
final class Observations {

  private final List<Probe> probes = new ArrayList<>();
  private final Map<GroupRound, Long> heardAt = new HashMap<>();
  private final Set<Long> groupsHeard = new HashSet<>();

  private record GroupRound(long groupId, long roundAt) {}

  synchronized void saw(Probe probe) {
    probes.add(probe);
  }

  /** A callback came; of several for one round the first counts. */
  synchronized void heard(long groupId, long roundAt, long at) {
    heardAt.putIfAbsent(new GroupRound(groupId, roundAt), at);
    groupsHeard.add(groupId);
  }

  /** How many groups have ever been heard of. */
  synchronized int groupsHeard() {
    return groupsHeard.size();
  }

  synchronized List<Probe> probes() {
    return List.copyOf(probes);
  }

  /** When a round was first heard of, under the monitor that the panel's group became. */
  synchronized Map<Round, Long> heard(Map<Long, Long> monitorOfGroup) {
    Map<Round, Long> byRound = HashMap.newHashMap(heardAt.size());
    heardAt.forEach((group, at) -> {
      Long monitor = monitorOfGroup.get(group.groupId());
      if (monitor != null) {
        byRound.put(new Round(monitor, group.roundAt()), at);
      }
    });
    return byRound;
  }

  /** Begins afresh; which groups were heard of stays. */
  synchronized void forget() {
    probes.clear();
    heardAt.clear();
  }
}
