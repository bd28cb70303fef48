package io.iplive.verdict.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a monitor that wait for answers, and answers that wait for their round.
 *
 * @param open in the order of roundAt; only the first may be decided
 * @param early in the order of arrival
 */
public record Collector(Head head, List<OpenRound> open, List<Early> early) {

  /** Long enough that no second scheduler can still write of a stopped monitor. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /**
   * An answer whose round is not opened yet.
   *
   * @param appendedAt when the broker took it; the round it answers stands before it
   */
  public record Early(Answer answer, Instant appendedAt) {}

  public Collector {
    open = List.copyOf(open);
    early = List.copyOf(early);
  }

  /** A monitor not heard of before. */
  public static Collector fresh(Instant now) {
    return new Collector(Head.fresh(now), List.of(), List.of());
  }

  /** When time itself changes something here; null: never. */
  public @Nullable Instant due(Limits limits) {
    Instant due = open.isEmpty() ? null : open.getFirst().deadline();
    if (!early.isEmpty()) {
      due = earlier(due, early.getFirst().appendedAt().plus(limits.earlyKept()));
    }
    return switch (head.life()) {
      case Life.Unheard _, Life.Active _, Life.Paused _ -> due;
      case Life.Stopped(var _, Instant at) ->
          early.isEmpty() ? earlier(due, at.plus(REMEMBERED)) : due;
    };
  }

  /** Whether nothing of this monitor need be remembered. */
  public boolean isOver(Instant now) {
    return switch (head.life()) {
      case Life.Unheard _ -> early.isEmpty();
      case Life.Active _, Life.Paused _ -> false;
      case Life.Stopped(var _, Instant at) -> early.isEmpty() && !now.isBefore(at.plus(REMEMBERED));
    };
  }

  /** Whether rounds are due. */
  public boolean isWatched() {
    return switch (head.life()) {
      case Life.Active _ -> true;
      case Life.Unheard _, Life.Paused _, Life.Stopped _ -> false;
    };
  }

  /** Whether rounds are due but none has closed for too long. */
  public boolean isStale(Instant now) {
    return switch (head.life()) {
      case Life.Active _ -> now.isAfter(head.aliveAt().plus(head.staleAfter()));
      case Life.Unheard _, Life.Paused _, Life.Stopped _ -> false;
    };
  }

  Collector with(Head next) {
    return new Collector(next, open, early);
  }

  Collector withOpen(Head next, List<OpenRound> rounds) {
    return new Collector(next, rounds, early);
  }

  Collector withEarly(List<Early> answers) {
    return new Collector(head, open, answers);
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
