package io.iplive.verdict.rollup;

import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.outage.TargetState;
import io.iplive.verdict.outage.TargetState.Down;
import io.iplive.verdict.rollup.Rolling.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hours that end while nothing is heard of a target. */
public final class Quiet {

  /** How long after a command it may yet be heard of. */
  static final Duration COMMANDS_LATE = Duration.ofMinutes(1);

  /** So many hours a step tells at most; what is left is due at once. */
  static final int TOLD_AT_ONCE = 500;

  private Quiet() {}

  /**
   * Topic time went on: hours end without a round or a command, not all of them in one step when
   * they are very many.
   *
   * @param undecided roundAt of the oldest round that is not decided; null: there is none
   */
  public static Step timePassed(
      Rollups state,
      long monitor,
      Outages outages,
      Duration staleAfter,
      @Nullable Instant undecided,
      Instant now) {
    List<Rollup> told = new ArrayList<>();
    Rollups next = state;
    for (Track track : state.tracks().all()) {
      TargetState is = Rolling.state(outages, track.id());
      Track quiet = track;
      for (Instant due = due(quiet, is, staleAfter);
          due != null && !now.isBefore(due) && told.size() < TOLD_AT_ONCE;
          due = due(quiet, is, staleAfter)) {
        Instant certain = due.minus(lateness(quiet, staleAfter));
        Instant until = undecided == null ? certain : Track.earlier(certain, undecided);
        Instant hour = Hour.start(Hour.of(until));
        if (!hour.isAfter(quiet.mark())) {
          break;
        }
        // Told as if at the due itself, so that it does not matter when time was looked at.
        quiet = Telling.tell(next, monitor, passed(quiet, is, hour), due, false, told);
      }
      if (!quiet.equals(track)) {
        next = Rolling.with(next, quiet);
      }
    }
    return new Step(next, told);
  }

  private static Track passed(Track track, TargetState is, Instant hour) {
    Track passed = track.passed(hour, Rolling.span(track, is, true));
    return passed.seen() == Track.Seen.PAUSED ? passed : passed.seeing(Track.Seen.NOTHING);
  }

  /**
   * Whether an hour that is due then lies before a round that is not decided yet, so that it can be
   * told whatever becomes of the round.
   */
  public static boolean precedes(Instant due, Instant undecided) {
    return !due.isAfter(Hour.start(Hour.of(undecided)));
  }

  /** When topic time by itself ends an hour of one of the targets; null: never. */
  public static @Nullable Instant due(Rollups state, Outages outages, Duration staleAfter) {
    Instant due = null;
    for (Track track : state.tracks().all()) {
      Instant one = due(track, Rolling.state(outages, track.id()), staleAfter);
      due = due == null || (one != null && one.isBefore(due)) ? one : due;
    }
    return due;
  }

  /** Later than any round or command of that hour can be heard of. */
  private static @Nullable Instant due(Track track, TargetState is, Duration staleAfter) {
    if (track.doubt() != null) {
      return null;
    }
    Instant end = Hour.start(Hour.of(track.mark()) + 1).plus(lateness(track, staleAfter));
    boolean known =
        is instanceof Down
            || track.seen() == Track.Seen.NOTHING
            || track.seen() == Track.Seen.PAUSED;
    Instant stale = track.mark().plus(staleAfter).plus(staleAfter);
    return known || end.isAfter(stale) ? end : stale;
  }

  private static Duration lateness(Track track, Duration staleAfter) {
    return track.seen() == Track.Seen.PAUSED ? COMMANDS_LATE : staleAfter;
  }
}
