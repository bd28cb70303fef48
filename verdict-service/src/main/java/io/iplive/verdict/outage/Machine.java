package io.iplive.verdict.outage;

import io.iplive.verdict.keyed.ById;
import io.iplive.verdict.outage.OutageEvent.Outage;
import io.iplive.verdict.outage.OutageEvent.Reason;
import io.iplive.verdict.outage.TargetState.Down;
import io.iplive.verdict.outage.TargetState.Failing;
import io.iplive.verdict.outage.TargetState.Unknown;
import io.iplive.verdict.outage.TargetState.Up;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The state machine of targets. It knows nothing but rounds.v1, so that whoever replays a monitor's
 * records gets the same outages, ids and times included.
 */
public final class Machine {

  /**
   * The next state, the outages that opened or closed, who began or ceased to flap or to be slow.
   */
  public record Step(
      Outages next,
      List<OutageEvent> events,
      List<FlappingChanged> flapping,
      List<DegradedChanged> degraded) {
    public Step {
      events = List.copyOf(events);
      flapping = List.copyOf(flapping);
      degraded = List.copyOf(degraded);
    }

    Step(Outages next, List<OutageEvent> events) {
      this(next, events, List.of(), List.of());
    }
  }

  private Machine() {}

  /** One record of rounds.v1. */
  public static Step step(Outages state, RoundEvent event) {
    return switch (event) {
      case RoundEvent.Changed(Lifecycle fact) -> changed(state, fact);
      case RoundEvent.Closed closed -> {
        Outages next = state;
        List<OutageEvent> events = new ArrayList<>();
        List<FlappingChanged> flapping = new ArrayList<>();
        List<DegradedChanged> degraded = new ArrayList<>();
        for (Verdict verdict : closed.verdicts()) {
          Step step = decided(next, closed.round(), verdict);
          next = step.next();
          events.addAll(step.events());
          flapping.addAll(step.flapping());
          degraded.addAll(step.degraded());
        }
        yield new Step(next, events, flapping, degraded);
      }
    };
  }

  /** All records of one monitor, from its first. */
  public static List<OutageEvent> replay(Iterable<RoundEvent> monitor) {
    Outages state = Outages.NONE;
    List<OutageEvent> events = new ArrayList<>();
    for (RoundEvent event : monitor) {
      Step step = step(state, event);
      state = step.next();
      events.addAll(step.events());
    }
    return events;
  }

  /** A target's outcome in a round. */
  public static Step decided(Outages state, Round round, Verdict verdict) {
    RoundOpened.Target probed = verdict.target();
    Target before = state.targets().get(probed.id());
    boolean newer = before != null && probed.addressVersion() > before.addressVersion();
    Outages known =
        newer ? withAddress(state, probed.id(), probed.record(), probed.addressVersion()) : state;
    Target found = known.targets().get(probed.id());
    Target target =
        found == null ? Target.fresh(probed.id(), probed.record(), probed.addressVersion()) : found;
    if (probed.addressVersion() < target.addressVersion()) {
      return new Step(state, List.of());
    }
    return switch (verdict.outcome()) {
      case UP -> {
        Target seen = target.good(verdict.slow(), round);
        yield Turns.told(good(known, seen, round), target, round);
      }
      case DOWN -> Turns.told(bad(known, target.bad(), round, verdict), target, round);
      case INCONCLUSIVE, CANCELLED -> new Step(known, List.of());
    };
  }

  private static Step good(Outages state, Target target, Round round) {
    return switch (target.state()) {
      case Unknown _, Up _, Failing _ ->
          new Step(with(state, target.decided(new Up(), round.at()), round.at()), List.of());
      case Down down -> {
        List<Instant> good = new ArrayList<>(down.good());
        good.add(round.at());
        if (good.size() < round.policy().numOk()) {
          Down recovering = new Down(down.outage(), down.since(), down.cause(), good);
          yield new Step(
              with(state, target.decided(recovering, round.at()), round.at()), List.of());
        }
        Outage outage = outage(target, down, round.monitor(), round.owner());
        OutageEvent closed =
            new OutageEvent.Closed(
                outage, round.version(), round.at(), good.getFirst(), Reason.RECOVERED);
        yield new Step(
            with(state, target.decided(new Up(), round.at()), round.at()), List.of(closed));
      }
    };
  }

  private static Step bad(Outages state, Target target, Round round, Verdict verdict) {
    return switch (target.state()) {
      case Unknown _, Up _ -> error(state, target, first(round, verdict), round, verdict);
      case Failing _ when inOurGap(target, round) ->
          error(state, target, first(round, verdict), round, verdict);
      case Failing(int count, Instant since, var evidence) -> {
        Failing again =
            new Failing(count + 1, since, evidence == null ? verdict.evidence() : evidence);
        yield error(state, target, again, round, verdict);
      }
      case Down down -> {
        Down again = new Down(down.outage(), down.since(), down.cause(), List.of());
        yield new Step(with(state, target.decided(again, round.at()), round.at()), List.of());
      }
    };
  }

  private static Failing first(Round round, Verdict verdict) {
    return new Failing(1, round.at(), verdict.evidence());
  }

  private static Step error(
      Outages state, Target target, Failing failing, Round round, Verdict verdict) {
    if (failing.count() < round.policy().numError()) {
      return new Step(with(state, target.decided(failing, round.at()), round.at()), List.of());
    }
    Instant since = failing.since();
    Down down = new Down(OutageId.of(target.id(), since), since, Cause.of(verdict), List.of());
    OutageEvent opened =
        new OutageEvent.Opened(
            outage(target, down, round.monitor(), round.owner()),
            round.version(),
            round.at(),
            failing.evidence());
    return new Step(with(state, target.decided(down, round.at()), round.at()), List.of(opened));
  }

  /** Whether too long passed unwatched to call these errors in a row. */
  private static boolean inOurGap(Target target, Round round) {
    return round.at().isAfter(target.conclusiveAt().plus(round.policy().staleAfter()));
  }

  /** A lifecycle fact. */
  public static Step changed(Outages state, Lifecycle fact) {
    return switch (fact.kind()) {
      case STARTED, CHANGED -> kept(state, fact);
      case PAUSED, SUSPENDED ->
          ended(
              state,
              state.targets().all(),
              fact,
              fact.suspension() == Lifecycle.Suspension.BALANCE ? Reason.BALANCE : Reason.STOPPED);
      case STOPPED -> {
        Step ended = ended(state, state.targets().all(), fact, Reason.STOPPED);
        yield new Step(Outages.NONE, ended.events(), ended.flapping(), ended.degraded());
      }
      case TARGETS_REMOVED -> {
        Set<Long> gone = ids(fact);
        yield removed(
            state,
            fact,
            state.targets().all().stream().filter(t -> gone.contains(t.id())).toList());
      }
      case TARGETS_MOVED -> new Step(addressed(state, fact), List.of());
    };
  }

  /** The fact lists all the monitor has: what is not on the list is gone. */
  private static Step kept(Outages state, Lifecycle fact) {
    Set<Long> listed = ids(fact);
    List<Target> gone =
        state.targets().all().stream().filter(t -> !listed.contains(t.id())).toList();
    Step removed = removed(state, fact, gone);
    return new Step(
        addressed(removed.next(), fact), removed.events(), removed.flapping(), removed.degraded());
  }

  private static Step removed(Outages state, Lifecycle fact, List<Target> gone) {
    Step ended = ended(state, gone, fact, Reason.REMOVED);
    ById<Target> rest = ended.next().targets();
    for (Target target : gone) {
      rest = rest.without(target.id());
    }
    return new Step(
        new Outages(rest, ended.next().pacing()),
        ended.events(),
        ended.flapping(),
        ended.degraded());
  }

  /** Ends what is open of these targets and leaves them unknown. */
  private static Step ended(Outages state, List<Target> targets, Lifecycle fact, Reason reason) {
    Outages next = state;
    List<OutageEvent> events = new ArrayList<>();
    List<FlappingChanged> flapping = new ArrayList<>();
    List<DegradedChanged> degraded = new ArrayList<>();
    for (Target target : targets) {
      if (target.state() instanceof Down down) {
        // A gateway's clock may lag behind the grid of rounds; no outage ends before it began.
        Instant end = fact.commandAt().isBefore(down.since()) ? down.since() : fact.commandAt();
        Outage outage = outage(target, down, fact.monitor(), fact.owner());
        events.add(new OutageEvent.Closed(outage, fact.version(), fact.commandAt(), end, reason));
      }
      flapping.addAll(Turns.steady(target, fact));
      degraded.addAll(Turns.forgotten(target, fact));
      next = with(next, target.unwatched(), fact.commandAt());
    }
    return new Step(next, events, flapping, degraded);
  }

  private static Outages addressed(Outages state, Lifecycle fact) {
    Outages next = state;
    for (Lifecycle.Target target : fact.targets()) {
      next = withAddress(next, target.id(), target.record(), target.addressVersion());
    }
    return next;
  }

  /**
   * Another address starts a fresh count; an open outage stays until it answers. A lifecycle fact
   * may name one of a lower version: versions count anew from a backup that was restored, and facts
   * are in order without them.
   */
  private static Outages withAddress(Outages state, long id, long record, long addressVersion) {
    Target target = state.targets().get(id);
    if (target == null || addressVersion == target.addressVersion()) {
      return state;
    }
    TargetState next =
        switch (target.state()) {
          case Unknown _, Up _, Failing _ -> new Unknown();
          case Down(long outage, Instant since, Cause cause, var _) ->
              new Down(outage, since, cause, List.of());
        };
    return with(state, target.moved(record, addressVersion, next), target.conclusiveAt());
  }

  /** Puts a target in, and keeps the pace in step with it. */
  private static Outages with(Outages state, Target target, Instant at) {
    Target before = state.targets().get(target.id());
    boolean failedBefore = before != null && before.state().fails();
    boolean fails = target.state().fails();
    Pacing pacing = state.pacing();
    if (fails && !failedBefore) {
      pacing = pacing.failed(target.id(), at);
    } else if (!fails && failedBefore) {
      pacing = pacing.ceased(target.id());
    }
    return new Outages(state.targets().with(target), pacing);
  }

  private static Outage outage(Target target, Down down, long monitor, Owner owner) {
    return new Outage(
        down.outage(), monitor, target.id(), target.record(), owner, down.since(), down.cause());
  }

  private static Set<Long> ids(Lifecycle fact) {
    return fact.targets().stream().map(Lifecycle.Target::id).collect(Collectors.toSet());
  }
}
