package io.iplive.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What follows a benchmark's name: options, each with its value. */
final class Options {

  private static final int MOST = 1_000_000;

  private final List<String> left;

  Options(List<String> arguments) {
    this.left = new ArrayList<>(arguments);
  }

  /** Takes a count of that name; the usual one when it is not given. */
  int count(String name, int usual, int fewest) {
    int at = left.indexOf(name);
    if (at < 0) {
      return usual;
    }
    left.remove(at);
    String value = at < left.size() ? left.remove(at) : "missing";
    if (value.matches("\\d{1,7}")) {
      int count = Integer.parseInt(value);
      if (count >= fewest && count <= MOST) {
        return count;
      }
    }
    throw new Complaint("%s is %s; allowed are %d to %d.".formatted(name, value, fewest, MOST));
  }

  /** Complains of what nobody has taken. */
  void requireNoOthers(String benchmark) {
    if (!left.isEmpty()) {
      throw new Complaint("%s does not know %s.".formatted(benchmark, String.join(" ", left)));
    }
  }
}
