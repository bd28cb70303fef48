package io.iplive.verdict.round;

import java.time.Duration;
import java.util.List;

/**
 * A round began. Constructed only when it can be judged: with distinct targets, and with as many
 * distinct nodes as votes are needed.
 *
 * @param lasts results may come this long after the append time
 */
public record RoundOpened(Round round, List<Target> targets, List<Asked> asked, Duration lasts) {

  private static final Duration LONGEST = Duration.ofHours(1);

  /** A target as it was probed. */
  public record Target(long id, long record, int position, long addressVersion) {}

  /** A node that may vote; the word of one that was suspect when asked does not count. */
  public record Asked(long node, boolean suspect) {}

  public RoundOpened {
    targets = List.copyOf(targets);
    asked = List.copyOf(asked);
    if (targets.isEmpty()
        || targets.stream().mapToLong(Target::id).distinct().count() < targets.size()) {
      throw new IllegalArgumentException(
          "targets=%d: at least one, each once".formatted(targets.size()));
    }
    if (asked.stream().mapToLong(Asked::node).distinct().count() < asked.size()) {
      throw new IllegalArgumentException("askedNodes: each once");
    }
    if (round.votesNeeded() < 1 || round.votesNeeded() > asked.size()) {
      throw new IllegalArgumentException(
          "votesNeeded=%d, allowed 1..%d nodes asked".formatted(round.votesNeeded(), asked.size()));
    }
    if (lasts.isNegative() || lasts.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("lasts=%s, allowed 0..%s".formatted(lasts, LONGEST));
    }
  }

  /** Where a target stands in {@link #targets()}; -1: not in this round. */
  public int indexOf(long target) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).id() == target) {
        return i;
      }
    }
    return -1;
  }
}
