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

  /** The next state, the outages that opened or closed, and who began or ceased to flap. */
  public record Step(Outages next, List<OutageEvent> events, List<FlappingChanged> flapping) {
    public Step {
      events = List.copyOf(events);
      flapping = List.copyOf(flapping);
    }

    Step(Outages next, List<OutageEvent> events) {
      this(next, events, List.of());
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
        for (Verdict verdict : closed.verdicts()) {
          Step step = decided(next, closed.round(), verdict);
          next = step.next();
          events.addAll(step.events());
          flapping.addAll(step.flapping());
        }
        yield new Step(next, events, flapping);
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
    Outages known = withAddress(state, probed.id(), probed.record(), probed.addressVersion());
    Target found = known.targets().get(probed.id());
    Target target =
        found == null ? Target.fresh(probed.id(), probed.record(), probed.addressVersion()) : found;
    if (probed.addressVersion() < target.addressVersion()) {
      return new Step(state, List.of());
    }
    return switch (verdict.outcome()) {
      case UP -> flapping(good(known, target.seen(false), round), target, round);
      case DOWN -> flapping(bad(known, target.seen(true), round, verdict), target, round);
      case INCONCLUSIVE, CANCELLED -> new Step(known, List.of());
    };
  }

  /** The same step, which also says whether the target began or ceased to flap. */
  private static Step flapping(Step step, Target before, Round round) {
    Target after = step.next().targets().get(before.id());
    if (after == null || after.flaps().flapping() == before.flaps().flapping()) {
      return step;
    }
    FlappingChanged changed =
        new FlappingChanged(
            after.flaps().flapping(),
            round.monitor(),
            after.id(),
            after.record(),
            round.owner(),
            round.version(),
            round.at(),
            after.flaps().changePercent());
    return new Step(step.next(), step.events(), List.of(changed));
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
      case Unknown _, Up _ -> error(state, target, new Failing(1, round.at()), round, verdict);
      case Failing _ when inOurGap(target, round) ->
          error(state, target, new Failing(1, round.at()), round, verdict);
      case Failing(int count, Instant since) ->
          error(state, target, new Failing(count + 1, since), round, verdict);
      case Down down -> {
        Down again = new Down(down.outage(), down.since(), down.cause(), List.of());
        yield new Step(with(state, target.decided(again, round.at()), round.at()), List.of());
      }
    };
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
            outage(target, down, round.monitor(), round.owner()), round.version(), round.at());
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
        yield new Step(Outages.NONE, ended.events(), ended.flapping());
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
    return new Step(addressed(removed.next(), fact), removed.events(), removed.flapping());
  }

  private static Step removed(Outages state, Lifecycle fact, List<Target> gone) {
    Step ended = ended(state, gone, fact, Reason.REMOVED);
    ById<Target> rest = ended.next().targets();
    for (Target target : gone) {
      rest = rest.without(target.id());
    }
    return new Step(new Outages(rest, ended.next().pacing()), ended.events(), ended.flapping());
  }

  /** Ends what is open of these targets and leaves them unknown. */
  private static Step ended(Outages state, List<Target> targets, Lifecycle fact, Reason reason) {
    Outages next = state;
    List<OutageEvent> events = new ArrayList<>();
    List<FlappingChanged> flapping = new ArrayList<>();
    for (Target target : targets) {
      if (target.state() instanceof Down down) {
        // A gateway's clock may lag behind the grid of rounds; no outage ends before it began.
        Instant end = fact.commandAt().isBefore(down.since()) ? down.since() : fact.commandAt();
        Outage outage = outage(target, down, fact.monitor(), fact.owner());
        events.add(new OutageEvent.Closed(outage, fact.version(), fact.commandAt(), end, reason));
      }
      if (target.flaps().flapping()) {
        flapping.add(
            new FlappingChanged(
                false,
                fact.monitor(),
                target.id(),
                target.record(),
                fact.owner(),
                fact.version(),
                fact.commandAt(),
                0));
      }
      next = with(next, target.unwatched(), fact.commandAt());
    }
    return new Step(next, events, flapping);
  }

  private static Outages addressed(Outages state, Lifecycle fact) {
    Outages next = state;
    for (Lifecycle.Target target : fact.targets()) {
      next = withAddress(next, target.id(), target.record(), target.addressVersion());
    }
    return next;
  }

  /** A newer address starts a fresh count; an open outage stays until the new address answers. */
  private static Outages withAddress(Outages state, long id, long record, long addressVersion) {
    Target target = state.targets().get(id);
    if (target == null || addressVersion <= target.addressVersion()) {
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
