package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the standing of an account does to one of its monitors: suspended, it has no rounds;
 * afterwards it begins like one that was resumed.
 */
public final class Restanding {

  private Restanding() {}

  /** Takes a standing, unless it is not newer than what the monitor was told. */
  public static Step restand(
      Monitor current, Standing standing, @Nullable Instant newest, Instant now) {
    if (!standing.version().isAfter(current.standing().version())) {
      return Step.unchanged(current);
    }
    boolean was = current.standing() instanceof Standing.Good;
    boolean is = standing instanceof Standing.Good;
    if (was && is) {
      return Step.unchanged(current); // Accounts change often, and monitors are many.
    }
    if (was == is || !current.definition().active()) {
      return new Step(
          with(current, current.pace(), current.course(), null, standing, now), List.of());
    }
    return is ? resumed(current, standing, newest, now) : suspended(current, standing, now);
  }

  private static Step suspended(Monitor current, Standing standing, Instant now) {
    Pace pace = new Pace.Normal(standing.at());
    Course course = new Course(null, null, standing.at());
    Fact fact = fact(current, Change.SUSPENDED, standing, now);
    Monitor next = with(current, pace, course, fact, standing, now);
    return new Step(next, List.of(next.announced(fact)));
  }

  private static Step resumed(
      Monitor current, Standing standing, @Nullable Instant newest, Instant now) {
    List<ScheduleEvent> events = new ArrayList<>();
    ScheduleEvent skipped = Rounds.suspended(current, standing.at());
    if (skipped != null) {
      events.add(skipped);
    }
    Pace pace = new Pace.Normal(standing.at());
    Course course =
        Machine.withFirstRound(current, current.definition(), standing.at(), newest, pace);
    Fact fact = fact(current, Change.STARTED, standing, now);
    Monitor next = with(current, pace, course, fact, standing, now);
    events.add(next.announced(fact));
    return new Step(next, events);
  }

  private static Fact fact(Monitor current, Change change, Standing standing, Instant now) {
    return new Fact(change, current.version(), standing.at(), now, List.of(), standing);
  }

  private static Monitor with(
      Monitor current,
      Pace pace,
      Course course,
      @Nullable Fact added,
      Standing standing,
      Instant now) {
    List<Fact> facts =
        current.factsAnd(added == null ? List.of() : List.of(added), now.minus(Machine.FACTS_KEPT));
    return new Monitor(
        current.definition(),
        current.version(),
        current.startedAs(),
        pace,
        course,
        facts,
        standing);
  }
}
