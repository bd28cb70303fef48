package io.iplive.verdict.replay;

import io.iplive.verdict.outage.Machine;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.RoundEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One monitor, as far as its records were taken, in their order. */
public final class Replayed {

  private final Range range;
  private final Certainty certainty;
  private final List<OutageEvent> events = new ArrayList<>();
  private Outages state = Outages.NONE;
  private Instant newestRound = Instant.MIN;
  private Instant newest = Instant.MIN;

  /**
   * Before its first record.
   *
   * @param range which outage events are wanted, by the time of their decision
   * @param whole whether no older record of it can have been deleted
   */
  public Replayed(Range range, boolean whole) {
    this.range = range;
    this.certainty = new Certainty(whole);
  }

  /** The next record. */
  public void take(RoundEvent event) {
    Machine.Step step = Machine.step(state, event);
    state = step.next();
    for (OutageEvent outage : step.events()) {
      if (judges(outage.outage().target(), decidedAt(outage))) {
        events.add(outage);
      }
    }
    certainty.take(event);
    switch (event) {
      case RoundEvent.Closed closed -> {
        newestRound = later(newestRound, closed.round().at());
        newest = later(newest, closed.round().at());
      }
      case RoundEvent.Changed(Lifecycle fact) -> newest = later(newest, fact.commandAt());
    }
  }

  /** What outages.v1 should say of the range, in this order. */
  public List<OutageEvent> events() {
    return List.copyOf(events);
  }

  /** Whether an event of the target decided then can be compared. */
  public boolean judges(long target, Instant decidedAt) {
    return range.holds(decidedAt) && certainty.covers(target, decidedAt);
  }

  /**
   * Whether no record reaches as far: a target's outage opens before its round closes, and rounds
   * that are open stay so when a record of theirs is removed.
   *
   * @param byCommand whether a command decided it, and not a round
   */
  public boolean isBefore(Instant decidedAt, boolean byCommand) {
    return (byCommand ? newest : newestRound).isBefore(decidedAt);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant decidedAt(OutageEvent event) {
    return switch (event) {
      case OutageEvent.Opened opened -> opened.decidedRoundAt();
      case OutageEvent.Closed closed -> closed.decidedRoundAt();
    };
  }
}
