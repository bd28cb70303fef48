package io.iplive.prober.probe.evidence;

import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which reports are told with their evidence: the first failing ones in a row of each target, two
 * because the first may be lost. A long outage would say the same for days. Safe for use by several
 * threads.
 */
public final class FirstFailures {

  private static final int TOLD = 2;
  private static final int MOST_TARGETS = 100_000;

  private final SequencedMap<Long, Integer> failing = new LinkedHashMap<>();

  /** A probe of a target has ended; whether its evidence is told. */
  public synchronized boolean tells(long target, ProbeReport report) {
    return switch (report.outcome()) {
      case Outcome.Up _ -> {
        failing.remove(target);
        yield false;
      }
      case Outcome.Down _ -> {
        int before = failing.getOrDefault(target, 0);
        failing.put(target, Math.min(TOLD, before) + 1);
        forgetTheOldest();
        yield before < TOLD && !report.last().evidence().empty();
      }
      case Outcome.NotRun _ -> false;
    };
  }

  private void forgetTheOldest() {
    if (failing.size() > MOST_TARGETS) {
      Map.Entry<Long, Integer> oldest = failing.firstEntry();
      failing.remove(oldest.getKey());
    }
  }
}
