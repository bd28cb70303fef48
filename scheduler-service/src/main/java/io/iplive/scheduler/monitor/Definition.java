package io.iplive.scheduler.monitor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A monitor as configured.
 *
 * @param monitorId its id
 * @param owner whose it is
 * @param activity whether rounds are scheduled
 * @param protocol probe type
 * @param level row of the level table
 * @param candidateNodes nodes to choose among; empty: any
 * @param timing how often
 * @param numError failing rounds in a row that open an outage
 * @param numOk good rounds in a row that close it
 * @param check what is sent and expected
 * @param targets in the caller's order
 */
public record Definition(
    long monitorId,
    Owner owner,
    Activity activity,
    String protocol,
    int level,
    List<Long> candidateNodes,
    Timing timing,
    int numError,
    int numOk,
    Check check,
    List<Target> targets) {

  /** Levels are 0 to this. */
  public static final int HIGHEST_LEVEL = 4;

  /** Refuses what cannot be scheduled. */
  public Definition {
    candidateNodes = List.copyOf(candidateNodes);
    targets = List.copyOf(targets);
    if (level < 0 || level > HIGHEST_LEVEL) {
      throw new IllegalArgumentException("level=%d, allowed 0..%d".formatted(level, HIGHEST_LEVEL));
    }
    if (numError < 1 || numOk < 1) {
      throw new IllegalArgumentException(
          "numError=%d, numOk=%d, allowed from 1".formatted(numError, numOk));
    }
    if (activity != Activity.STOPPED && targets.isEmpty()) {
      throw new IllegalArgumentException("targets is empty, allowed from 1");
    }
    Set<Long> ids = new HashSet<>();
    for (Target target : targets) {
      if (!ids.add(target.id())) {
        throw new IllegalArgumentException("targets has %d twice".formatted(target.id()));
      }
    }
  }

  /** Whether rounds are scheduled. */
  public boolean active() {
    return activity == Activity.ACTIVE;
  }

  /** What remains to be known of a stopped monitor: whose it was, and its targets. */
  public Definition retired() {
    return new Definition(
        monitorId,
        owner,
        Activity.STOPPED,
        protocol,
        level,
        List.of(),
        timing,
        numError,
        numOk,
        Check.NONE,
        targets);
  }
}
