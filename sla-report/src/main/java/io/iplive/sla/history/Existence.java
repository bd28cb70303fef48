package io.iplive.sla.history;

import java.util.ArrayList;
import java.util.List;

/**
 * When a target existed, by its definitions. Of one of which no definition is kept nothing is
 * known.
 */
public final class Existence {

  /** Takes a stretch of time, and whether the target may have existed in it. */
  interface Stretch {
    void take(long from, long to, boolean existed);
  }

  /** Ends of stretches in turn: it began, it ended, it began ... */
  private final List<Long> turns = new ArrayList<>();

  /** A definition names the target from then on. */
  void present(long at, boolean always) {
    if (turns.size() % 2 == 0) {
      turns.add(always ? Long.MIN_VALUE : at);
    }
  }

  /** The newest definition does not name it any more, or is over. */
  void gone(long at) {
    if (turns.size() % 2 == 1) {
      turns.add(at);
    }
  }

  /** Since when it existed first; the beginning of time: it is not known. */
  long born() {
    return turns.isEmpty() ? Long.MIN_VALUE : turns.getFirst();
  }

  void cut(long from, long to, Stretch each) {
    long at = from;
    boolean existed = turns.isEmpty();
    for (long turn : turns) {
      if (turn > at && at < to) {
        long end = Math.min(turn, to);
        each.take(at, end, existed);
        at = end;
      }
      existed = !existed;
    }
    if (at < to) {
      each.take(at, to, existed);
    }
  }
}
