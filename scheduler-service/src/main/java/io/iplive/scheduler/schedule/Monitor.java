package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All the scheduler keeps of a monitor; changed by definitions and paces only, never by a round.
 *
 * @param definition as configured
 * @param version of the definition
 * @param startedAs version with which it was last started: older paces are void
 * @param pace which interval rules
 * @param course where the present series of slots begins
 * @param facts recent changes
 * @param standing of its account, as far as it changed anything here
 */
public record Monitor(
    Definition definition,
    Version version,
    Version startedAs,
    Pace pace,
    Course course,
    List<Fact> facts,
    Standing standing) {

  /** Two edits of every record of the largest group. */
  private static final int TARGETS_KEPT = 2_000;

  /** Copies the list. */
  public Monitor {
    facts = List.copyOf(facts);
  }

  /** Its id. */
  public long id() {
    return definition.monitorId();
  }

  /** Whether rounds are scheduled. */
  public boolean running() {
    return definition.active() && standing instanceof Standing.Good;
  }

  /** What to announce of a fact. */
  ScheduleEvent announced(Fact fact) {
    return new ScheduleEvent.LifecycleChanged(
        definition, fact, fact.targets().isEmpty() ? definition.targets() : fact.targets());
  }

  Monitor with(Pace nextPace, Course nextCourse) {
    return new Monitor(definition, version, startedAs, nextPace, nextCourse, facts, standing);
  }

  /**
   * What is kept once these were added: the newest ones. Of a crowd of edits of a large group the
   * oldest go before their time, or the monitor would outgrow a record of the changelog.
   */
  List<Fact> factsAnd(List<Fact> added, Instant then) {
    List<Fact> all = new ArrayList<>(factsSince(then));
    all.addAll(added);
    int targets = 0;
    int from = all.size();
    while (from > 0) {
      targets += all.get(from - 1).targets().size();
      if (targets > TARGETS_KEPT && from < all.size()) {
        break;
      }
      from--;
    }
    return all.subList(from, all.size());
  }

  /** What is worth announcing again after the scheduler last ticked then. */
  List<Fact> factsSince(Instant then) {
    return facts.stream().filter(fact -> fact.recordedAt().isAfter(then)).toList();
  }
}
