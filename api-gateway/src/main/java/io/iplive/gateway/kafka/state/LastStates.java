package io.iplive.gateway.kafka.state;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.RoundFact;
import io.iplive.gateway.state.StateMachine;
import io.iplive.gateway.state.StateStore;
import io.iplive.gateway.state.TargetState;
import io.iplive.gateway.state.TargetStates;
import io.iplive.gateway.state.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All states in memory: one thread writes, anybody reads. */
public final class LastStates implements TargetStates {

  private final StateStore store;
  private final Map<TargetId, Watched> targets = new ConcurrentHashMap<>();

  /** Of the writing thread alone, as all below. */
  private final Map<Long, Map<TargetId, Watched>> monitors = new HashMap<>();

  private final Map<Integer, Long> positions = new HashMap<>();
  private final Map<Long, Change> unsaved = new HashMap<>();

  private record Change(int partition, long offset) {}

  /** None yet. */
  public LastStates(StateStore store) {
    this.store = store;
  }

  @Override
  public Map<TargetId, TargetState> of(Collection<TargetId> wanted) {
    Map<TargetId, TargetState> found = new HashMap<>();
    for (TargetId target : wanted) {
      Watched watched = targets.get(target);
      if (watched != null) {
        found.put(target, watched.shown());
      }
    }
    return found;
  }

  /** Begins with what is kept; answers how far that has read, by partition. */
  Map<Integer, Long> load() {
    StateStore.Snapshot kept = store.load();
    monitors.clear();
    monitors.putAll(kept.monitors());
    positions.clear();
    positions.putAll(kept.positions());
    unsaved.clear();
    Map<TargetId, Watched> all = new HashMap<>();
    monitors.values().forEach(all::putAll);
    targets.putAll(all);
    targets.keySet().retainAll(all.keySet());
    return Map.copyOf(positions);
  }

  void take(int partition, long offset, RoundFact fact) {
    Map<TargetId, Watched> before = monitors.getOrDefault(fact.monitor(), Map.of());
    Map<TargetId, Watched> after = StateMachine.step(before, fact);
    if (after.equals(before)) {
      return;
    }
    if (after.isEmpty()) {
      monitors.remove(fact.monitor());
    } else {
      monitors.put(fact.monitor(), after);
    }
    before.keySet().stream().filter(gone -> !after.containsKey(gone)).forEach(targets::remove);
    targets.putAll(after);
    unsaved.put(fact.monitor(), new Change(partition, offset));
  }

  /** How far a partition was read. */
  void readTo(int partition, long next) {
    positions.put(partition, next);
  }

  /** Keeps what has changed, unless another replica has done so within that time. */
  void save(Instant now, Duration every) {
    Map<Long, Map<TargetId, Watched>> changed = new HashMap<>();
    unsaved
        .keySet()
        .forEach(monitor -> changed.put(monitor, monitors.getOrDefault(monitor, Map.of())));
    Map<Integer, Long> kept = store.save(changed, Map.copyOf(positions), now, now.minus(every));
    unsaved
        .values()
        .removeIf(change -> change.offset() < kept.getOrDefault(change.partition(), 0L));
  }
}
