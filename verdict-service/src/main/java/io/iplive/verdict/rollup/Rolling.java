package io.iplive.verdict.rollup;

import io.iplive.verdict.keyed.ById;
import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.outage.Target;
import io.iplive.verdict.outage.TargetState;
import io.iplive.verdict.outage.TargetState.Down;
import io.iplive.verdict.outage.TargetState.Failing;
import io.iplive.verdict.outage.TargetState.Unknown;
import io.iplive.verdict.outage.TargetState.Up;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts the time of targets, a step behind the machine of outages: time is what the last round or
 * command before it says, except inside an outage, which is down all the time. Because an outage is
 * dated back, time after an error is in doubt until the outage opens or the error proves to be
 * none, and so is time after a good round of an outage that needs more than one to end; an hour is
 * told for good when none of it is in doubt.
 */
public final class Rolling {

  /** The next state, and what is told. */
  public record Step(Rollups next, List<Rollup> told) {
    public Step {
      told = List.copyOf(told);
    }
  }

  private Rolling() {}

  /** A target was decided, which took {@code before} to {@code after}. */
  public static Step decided(
      Rollups state, Round round, Verdict verdict, Outages before, Outages after) {
    RoundOpened.Target probed = verdict.target();
    if (verdict.outcome() == Outcome.CANCELLED) {
      return new Step(state, List.of());
    }
    Track known = state.tracks().get(probed.id());
    Track track =
        known == null
            ? Track.starting(probed.id(), probed.record(), round.at(), Track.Seen.NOTHING)
            : known;
    TargetState was = state(before, probed.id());
    TargetState is = state(after, probed.id());
    Target target = after.targets().get(probed.id());
    if (target == null || probed.addressVersion() >= target.addressVersion()) {
      track = heard(track, round, verdict.outcome(), was, is);
    }
    if (verdict.outcome() != Outcome.INCONCLUSIVE) {
      boolean down = verdict.outcome() == Outcome.DOWN;
      track = track.checked(round.at(), down, verdict.responseMillis());
    }
    List<Rollup> told = new ArrayList<>();
    Rollups owned = new Rollups(round.owner(), state.tracks());
    boolean news = was instanceof Down != is instanceof Down;
    Track next = Telling.tell(owned, round.monitor(), track, verdict.decidedAt(), news, told);
    return new Step(new Rollups(round.owner(), state.tracks().with(next)), told);
  }

  private static Track heard(
      Track track, Round round, Outcome outcome, TargetState was, TargetState is) {
    boolean gap = round.at().isAfter(track.mark().plus(round.policy().staleAfter()));
    Track passed = track.passed(round.at(), span(track, was, gap));
    Track.Seen seen =
        switch (outcome) {
          case UP, DOWN -> Track.Seen.GOOD;
          case INCONCLUSIVE, CANCELLED -> Track.Seen.NO_CONCLUSION;
        };
    Track next = turned(passed, is, round.at()).seeing(seen);
    return is instanceof Down down && !(was instanceof Down) ? next.opened(down.since()) : next;
  }

  /** What the time since the mark was, unless an outage takes it in later. */
  static Span span(Track track, TargetState was, boolean gap) {
    if (was instanceof Down(var _, var _, var _, List<Instant> good) && good.isEmpty()) {
      return Span.DOWN;
    }
    return switch (track.seen()) {
      case NOTHING -> Span.UNMONITORED;
      case PAUSED -> Span.PAUSED;
      case GOOD -> gap ? Span.UNMONITORED : Span.UP;
      case NO_CONCLUSION -> gap ? Span.UNMONITORED : Span.INCONCLUSIVE;
    };
  }

  /** Settles what the new state leaves no doubt of, and begins to doubt what it makes doubtful. */
  private static Track turned(Track track, TargetState is, Instant at) {
    return switch (is) {
      case Up _, Unknown _ -> track.doubt() == null ? track : track.believed();
      case Failing(int _, Instant since, var _) -> {
        boolean again = track.doubt() != null && since.equals(at);
        Track settled = again ? track.believed() : track;
        yield settled.doubt() == null ? settled.doubting() : settled;
      }
      case Down(var _, var _, var _, List<Instant> good) when good.isEmpty() ->
          track.doubt() == null ? track : track.disbelieved();
      case Down(var _, var _, var _, List<Instant> good) -> {
        boolean again = track.doubt() != null && good.getFirst().equals(at);
        Track settled = again ? track.disbelieved() : track;
        yield settled.doubt() == null ? settled.doubting() : settled;
      }
    };
  }

  /**
   * A lifecycle fact, which took {@code before} to {@code after}.
   *
   * @param staleAfter of the definition until then
   * @param active whether rounds are due after it
   */
  public static Step changed(
      Rollups state,
      Lifecycle fact,
      Outages before,
      Outages after,
      Duration staleAfter,
      boolean active,
      Instant now) {
    List<Rollup> told = new ArrayList<>();
    Rollups next = new Rollups(fact.owner(), state.tracks());
    Set<Long> named = fact.targets().stream().map(Lifecycle.Target::id).collect(Collectors.toSet());
    for (Track track : state.tracks().all()) {
      TargetState was = state(before, track.id());
      next =
          switch (fact.kind()) {
            case STOPPED -> ended(next, fact, track, was, staleAfter, told);
            case TARGETS_REMOVED ->
                named.contains(track.id()) ? ended(next, fact, track, was, staleAfter, told) : next;
            case STARTED, CHANGED ->
                named.contains(track.id())
                    ? resumed(next, fact, track, active, now, told)
                    : ended(next, fact, track, was, staleAfter, told);
            case PAUSED, SUSPENDED -> {
              Track halted = commanded(track, fact, was, staleAfter).seeing(Track.Seen.PAUSED);
              yield with(next, Telling.tell(next, fact.monitor(), halted, now, true, told));
            }
            case TARGETS_MOVED -> next;
          };
    }
    Rollups moved = moved(next, before, after);
    return new Step(listsAll(fact.kind()) ? begun(moved, fact, active, now) : moved, told);
  }

  private static boolean listsAll(Lifecycle.Kind kind) {
    return switch (kind) {
      case STARTED, CHANGED, PAUSED, SUSPENDED -> true;
      case STOPPED, TARGETS_REMOVED, TARGETS_MOVED -> false;
    };
  }

  /**
   * Time is counted from the command on, unless that was long ago: then the monitor is not new but
   * told anew, to topics that were lost, and what became of it until now is told already.
   */
  private static Rollups begun(Rollups state, Lifecycle fact, boolean active, Instant now) {
    boolean anew = fact.commandAt().isBefore(now.minus(Quiet.COMMANDS_LATE));
    Instant begin = anew ? now : fact.commandAt();
    Track.Seen seen = active ? Track.Seen.NOTHING : Track.Seen.PAUSED;
    ById<Track> tracks = state.tracks();
    for (Lifecycle.Target target : fact.targets()) {
      if (tracks.get(target.id()) == null) {
        tracks = tracks.with(Track.starting(target.id(), target.record(), begin, seen));
      }
    }
    return new Rollups(state.owner(), tracks);
  }

  private static Rollups resumed(
      Rollups state, Lifecycle fact, Track track, boolean active, Instant now, List<Rollup> told) {
    if (!active || track.seen() != Track.Seen.PAUSED) {
      return state;
    }
    Track begun = track.passed(fact.commandAt(), Span.PAUSED).seeing(Track.Seen.NOTHING);
    return with(state, Telling.tell(state, fact.monitor(), begun, now, true, told));
  }

  private static Rollups ended(
      Rollups state,
      Lifecycle fact,
      Track track,
      TargetState was,
      Duration staleAfter,
      List<Rollup> told) {
    Track last = commanded(track, fact, was, staleAfter);
    for (Hour hour : last.hours()) {
      if (hour.times().sum() > 0 || hour.checks() > 0) {
        told.add(Telling.rollup(state, fact.monitor(), last, hour, true));
      }
    }
    return new Rollups(state.owner(), state.tracks().without(track.id()));
  }

  /** Up to a command that ends rounds; an open outage lasts until then. */
  private static Track commanded(
      Track track, Lifecycle fact, TargetState was, Duration staleAfter) {
    boolean gap = fact.commandAt().isAfter(track.mark().plus(staleAfter));
    Track passed = track.passed(fact.commandAt(), span(track, was, gap));
    if (passed.doubt() == null) {
      return passed;
    }
    return was instanceof Down ? passed.disbelieved() : passed.believed();
  }

  /** Errors of an older address are no outage any more, and its good rounds do not end one. */
  private static Rollups moved(Rollups state, Outages before, Outages after) {
    ById<Track> tracks = state.tracks();
    for (Track track : state.tracks().all()) {
      TargetState was = state(before, track.id());
      TargetState is = state(after, track.id());
      if (track.doubt() != null && !was.equals(is)) {
        tracks = tracks.with(was instanceof Down ? track.disbelieved() : track.believed());
      }
    }
    return new Rollups(state.owner(), tracks);
  }

  static Rollups with(Rollups state, Track track) {
    return new Rollups(state.owner(), state.tracks().with(track));
  }

  static TargetState state(Outages outages, long target) {
    Target known = outages.targets().get(target);
    return known == null ? new Unknown() : known.state();
  }
}
