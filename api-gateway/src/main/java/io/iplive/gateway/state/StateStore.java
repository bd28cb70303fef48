package io.iplive.gateway.state;

import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;
import java.util.Map;

/** Where the states are kept over a restart, together with how far the rounds were read. */
public interface StateStore {

  /** All states by monitor, and the next offset of rounds.v1 by partition. */
  record Snapshot(Map<Long, Map<TargetId, Watched>> monitors, Map<Integer, Long> positions) {}

  /** What is kept. */
  Snapshot load();

  /**
   * Keeps the targets of some monitors as they are now; a monitor without targets is forgotten.
   *
   * @param positions how far these states have read
   * @param savedAt the time of this
   * @param notSince another replica that has saved after this has done it for all
   * @return the positions that are kept now: these, or those of the other replica
   */
  Map<Integer, Long> save(
      Map<Long, Map<TargetId, Watched>> monitors,
      Map<Integer, Long> positions,
      Instant savedAt,
      Instant notSince);
}
