package io.iplive.benchmarks.verdict;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What was read back: closed rounds, each counted once, and outages. */
final class Closed {

  private final Map<Integer, BitSet> monitorsOfRound = new HashMap<>();
  private long rounds;
  private long repeats;
  private long undecided;
  private long opened;
  private long ended;

  /**
   * A round was closed.
   *
   * @param decided whether it says of all its targets that they are up or down
   */
  synchronized void closed(int number, long monitor, boolean decided) {
    undecided += decided ? 0 : 1;
    BitSet monitors = monitorsOfRound.computeIfAbsent(number, _ -> new BitSet());
    int place = Math.toIntExact(monitor);
    if (monitors.get(place)) {
      repeats++;
    } else {
      monitors.set(place);
      rounds++;
    }
  }

  synchronized void outageOpened() {
    opened++;
  }

  synchronized void outageClosed() {
    ended++;
  }

  /** Rounds closed, each once. */
  synchronized long rounds() {
    return rounds;
  }

  /** How often a round was closed again. */
  synchronized long repeats() {
    return repeats;
  }

  /** Rounds that lack the answer of a node, although all have answered. */
  synchronized long undecided() {
    return undecided;
  }

  synchronized long outagesOpened() {
    return opened;
  }

  synchronized long outagesClosed() {
    return ended;
  }
}
