package io.iplive.gateway.state;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.RoundFact.Addressed;
import io.iplive.gateway.state.RoundFact.Changed;
import io.iplive.gateway.state.RoundFact.Closed;
import io.iplive.gateway.state.RoundFact.Degraded;
import io.iplive.gateway.state.RoundFact.Ending;
import io.iplive.gateway.state.RoundFact.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From the rounds of a monitor to the states of its targets (architecture, "Rounds, exactly",
 * "Targets"). Records may come twice: those not newer than the last round of a target change
 * nothing.
 */
public final class StateMachine {

  private static final Duration STALE_GRACE = Duration.ofSeconds(1);

  private StateMachine() {}

  /** The targets of a monitor after a record; none when it is stopped for good. */
  public static Map<TargetId, Watched> step(Map<TargetId, Watched> targets, RoundFact fact) {
    Map<TargetId, Watched> next = new LinkedHashMap<>(targets);
    switch (fact) {
      case Closed closed -> closed.endings().forEach(ending -> ended(next, closed, ending));
      case Changed changed -> changed(next, changed);
      case Degraded turn -> turned(next, turn);
    }
    return next;
  }

  /** It may stand before its target's first round; of a target that is gone it may only end. */
  private static void turned(Map<TargetId, Watched> targets, Degraded turn) {
    Watched known = targets.get(turn.target());
    if (known != null || turn.degraded()) {
      Watched before = known == null ? Watched.fresh(0, turn.at()) : known;
      targets.put(turn.target(), before.slow(turn.degraded()));
    }
  }

  private static void ended(Map<TargetId, Watched> targets, Closed round, Ending ending) {
    Instant at = round.roundAt();
    Watched known =
        targets.getOrDefault(ending.target(), Watched.fresh(ending.addressVersion(), at));
    boolean newer = ending.addressVersion() > known.addressVersion();
    Watched before = newer ? addressed(known, ending.addressVersion(), at) : known;
    Instant last = before.lastCheck();
    boolean old = ending.addressVersion() < before.addressVersion();
    if (old || ending.outcome() == Outcome.CANCELLED || (last != null && !at.isAfter(last))) {
      return;
    }
    boolean conclusive = ending.outcome() != Outcome.INCONCLUSIVE;
    targets.put(
        ending.target(),
        new Watched(
            before.addressVersion(),
            course(before, round, ending.outcome()),
            conclusive ? at : before.conclusiveAt(),
            at,
            conclusive ? ending.status() : before.status(),
            conclusive ? ending.responseMillis() : before.responseMillis(),
            before.degraded()));
  }

  private static Course course(Watched before, Closed round, Outcome outcome) {
    return switch (outcome) {
      case UP -> good(before.course(), round);
      case DOWN -> bad(before, round);
      case INCONCLUSIVE, CANCELLED -> before.course();
    };
  }

  private static Course good(Course course, Closed round) {
    Instant at = round.roundAt();
    return switch (course) {
      case Course.Up up -> up;
      case Course.Unknown _, Course.Failing _, Course.Stopped _ -> new Course.Up(at);
      case Course.Down(Instant since, int good, Instant goodSince) -> {
        Instant first = good == 0 ? at : goodSince;
        yield good + 1 < round.numOk()
            ? new Course.Down(since, good + 1, first)
            : new Course.Up(first);
      }
    };
  }

  private static Course bad(Watched before, Closed round) {
    Instant at = round.roundAt();
    return switch (before.course()) {
      case Course.Unknown _, Course.Up _, Course.Stopped _ -> failing(1, at, round);
      case Course.Failing _ when inOurGap(before, round) -> failing(1, at, round);
      case Course.Failing(int count, Instant since) -> failing(count + 1, since, round);
      case Course.Down(Instant since, int _, Instant _) -> new Course.Down(since, 0, since);
    };
  }

  private static Course failing(int count, Instant since, Closed round) {
    return count < round.numError()
        ? new Course.Failing(count, since)
        : new Course.Down(since, 0, since);
  }

  /** Whether too long passed unwatched to call these errors in a row. */
  private static boolean inOurGap(Watched before, Closed round) {
    Instant conclusive = before.conclusiveAt();
    Duration stale = round.period().multipliedBy(2).plus(STALE_GRACE);
    return conclusive == null || round.roundAt().isAfter(conclusive.plus(stale));
  }

  private static void changed(Map<TargetId, Watched> targets, Changed fact) {
    Set<TargetId> listed =
        fact.targets().stream().map(Addressed::target).collect(Collectors.toUnmodifiableSet());
    switch (fact.kind()) {
      case STARTED -> {
        targets.keySet().retainAll(listed);
        targets.replaceAll((_, known) -> started(known, fact.at()));
        address(targets, fact);
      }
      case CHANGED -> {
        targets.keySet().retainAll(listed);
        address(targets, fact);
      }
      case RESTING -> {
        targets.keySet().retainAll(listed);
        address(targets, fact);
        targets.replaceAll((_, known) -> known.with(resting(known.course(), fact.at())));
      }
      case STOPPED -> targets.clear();
      case TARGETS_REMOVED -> targets.keySet().removeAll(listed);
      case TARGETS_MOVED -> address(targets, fact);
    }
  }

  /** Created is told once more after a restart of the scheduler; only a rest ends by it. */
  private static Watched started(Watched known, Instant at) {
    return switch (known.course()) {
      case Course.Stopped _ -> known.with(new Course.Unknown(at));
      case Course.Unknown _, Course.Up _, Course.Failing _, Course.Down _ -> known;
    };
  }

  private static Course resting(Course course, Instant at) {
    return switch (course) {
      case Course.Stopped stopped -> stopped;
      case Course.Unknown _, Course.Up _, Course.Failing _, Course.Down _ -> new Course.Stopped(at);
    };
  }

  private static void address(Map<TargetId, Watched> targets, Changed fact) {
    for (Addressed each : fact.targets()) {
      targets.compute(
          each.target(),
          (_, known) ->
              known == null
                  ? Watched.fresh(each.addressVersion(), fact.at())
                  : addressed(known, each.addressVersion(), fact.at()));
    }
  }

  /**
   * Another address starts a fresh count; an open outage stays until it answers. A lifecycle fact
   * may name one of a lower version: versions count anew from a backup that was restored, and facts
   * are in order without them.
   */
  private static Watched addressed(Watched known, long version, Instant at) {
    if (version == known.addressVersion()) {
      return known;
    }
    return known.moved(
        version,
        switch (known.course()) {
          case Course.Unknown _, Course.Up _, Course.Failing _ -> new Course.Unknown(at);
          case Course.Down(Instant since, int _, Instant _) -> new Course.Down(since, 0, since);
          case Course.Stopped stopped -> stopped;
        });
  }
}
