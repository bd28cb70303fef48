package io.iplive.benchmarks.chain;

import io.iplive.benchmarks.report.Percentiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a span of steady load came to.
 *
 * @param lateness of each probe that was due: its start minus its own due; without an end for those
 *     that never came or were not up
 * @param detection of each round begun: the callback's arrival minus the end of its last probe
 * @param probes that found their target up
 * @param missing due, and never seen
 * @param notUp seen, and not up
 * @param rounds heard of
 * @param unheard rounds probed and not heard of
 */
record Findings(
    Percentiles lateness,
    Percentiles detection,
    long probes,
    long missing,
    long notUp,
    long rounds,
    long unheard) {

  /**
   * Reckons.
   *
   * @param span what counts is a probe's due, and a round's first due
   * @param expected how many probes are due in it
   * @param heard arrival of each round's callback
   */
  static Findings of(List<Probe> probes, Map<Round, Long> heard, Span span, long expected) {
    Percentiles lateness = new Percentiles();
    Set<TargetRound> seen = new HashSet<>();
    Map<Round, Course> courses = new HashMap<>();
    long notUp = 0;
    for (Probe probe : probes) {
      if (!seen.add(new TargetRound(probe.targetId(), probe.roundAt()))) {
        continue;
      }
      courses.merge(probe.round(), Course.of(probe), Course::and);
      if (!span.holds(probe.dueAt())) {
        continue;
      }
      if (probe.up()) {
        lateness.add(probe.startedAt() - probe.dueAt());
      } else {
        lateness.addNever(1);
        notUp++;
      }
    }
    long up = lateness.count() - notUp;
    long missing = Math.max(0, expected - lateness.count());
    lateness.addNever(missing);

    Percentiles detection = new Percentiles();
    long unheard = 0;
    for (Map.Entry<Round, Course> entry : courses.entrySet()) {
      Course course = entry.getValue();
      if (!span.holds(course.firstDue())) {
        continue;
      }
      Long at = heard.get(entry.getKey());
      if (at == null) {
        unheard++;
      } else {
        detection.add(at - course.lastEnd());
      }
    }
    long rounds = detection.count();
    detection.addNever(unheard);
    return new Findings(lateness, detection, up, missing, notUp, rounds, unheard);
  }

  private record TargetRound(long targetId, long roundAt) {}

  private record Course(long firstDue, long lastEnd) {

    static Course of(Probe probe) {
      return new Course(probe.dueAt(), probe.finishedAt());
    }

    Course and(Course other) {
      return new Course(Math.min(firstDue, other.firstDue), Math.max(lastEnd, other.lastEnd));
    }
  }
}
