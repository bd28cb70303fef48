package io.iplive.verdict.laws;

import io.iplive.verdict.Histories.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a history that breaks a law as short as it still does. */
final class Shrinking {

  private Shrinking() {}

  /**
   * Leaves out ever smaller pieces for as long as the rest is still {@code broken}.
   *
   * @param kept how many facts at the end stay: time in which every round closes
   */
  static List<Timed> smallest(List<Timed> history, int kept, Predicate<List<Timed>> broken) {
    List<Timed> smallest = history;
    int piece = Math.max(1, history.size() / 2);
    while (true) {
      boolean shrunk = false;
      int from = 0;
      while (from < smallest.size() - kept) {
        int to = Math.min(from + piece, smallest.size() - kept);
        List<Timed> rest = new ArrayList<>(smallest.subList(0, from));
        rest.addAll(smallest.subList(to, smallest.size()));
        if (broken.test(rest)) {
          smallest = rest;
          shrunk = true;
        } else {
          from = to;
        }
      }
      if (piece == 1 && !shrunk) {
        return smallest;
      }
      piece = Math.max(1, piece / 2);
    }
  }
}
