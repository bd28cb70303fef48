package io.iplive.sla.history;

import io.iplive.sla.history.Fact.Command;
import io.iplive.sla.history.Fact.Judged;
import io.iplive.sla.history.Fact.Named;
import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.Round;
import io.iplive.sla.maintenance.Span;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The targets of a monitor, and what becomes of them together. */
final class MonitorHistory {

  /** Part of the stale limit, as the verdict has it. */
  private static final long STALE_GRACE = 1_000;

  private enum Life {
    UNHEARD,
    ACTIVE,
    HALTED
  }

  private final LongFunction<TargetHistory> fresh;
  private final boolean whole;
  private final TreeMap<Long, TargetHistory> targets = new TreeMap<>();
  private Life life = Life.UNHEARD;
  private long staleAfter = STALE_GRACE;

  /**
   * One of which nothing is known.
   *
   * @param fresh makes a target's
   * @param whole whether its rounds are read from the first there ever was
   */
  MonitorHistory(LongFunction<TargetHistory> fresh, boolean whole) {
    this.fresh = fresh;
    this.whole = whole;
  }

  Collection<TargetHistory> targets() {
    return targets.values();
  }

  TargetHistory target(long id) {
    return targets.computeIfAbsent(id, fresh::apply);
  }

  /**
   * A definition of it, the newest so far.
   *
   * @param named its targets; of one that is stopped none
   * @param always whether definitions before it are missing
   */
  void defined(long at, List<Named> named, boolean always) {
    Set<Long> ids = named.stream().map(Named::target).collect(Collectors.toSet());
    for (Named each : named) {
      TargetHistory target = target(each.target());
      target.named(each.record());
      target.existence().present(at, always);
    }
    targets.values().stream()
        .filter(target -> !ids.contains(target.target()))
        .forEach(target -> target.existence().gone(at));
  }

  /** An outage began. */
  void opened(long targetId, long id, long since, int code) {
    target(targetId).outages().opened(id, since, code);
  }

  /** An outage ended. */
  void closed(long targetId, long id, long at, Outages.End end, long rangeStart) {
    target(targetId).outages().closed(id, at, end, rangeStart);
  }

  /** An hour of one of its targets. */
  void rolled(Rolled hour) {
    TargetHistory target = target(hour.target());
    target.named(hour.record());
    target.rolled(hour);
  }

  /** The next fact of rounds.v1. */
  void take(Fact fact, NodeTally nodes) {
    switch (fact) {
      case Round round -> closed(round, nodes);
      case Command command -> changed(command);
    }
  }

  private void closed(Round round, NodeTally nodes) {
    life = Life.ACTIVE;
    staleAfter = staleAfter(round.periodSeconds());
    for (Judged judged : round.targets()) {
      if (judged.outcome() == Outcome.CANCELLED) {
        continue;
      }
      TargetHistory target = target(judged.target());
      target.named(judged.record());
      if (!target.isWatched()) {
        target.begun(round.at(), round.at(), false, false);
      }
      if (target.isOfItsAddress(judged.addressVersion())) {
        target.heard(round.at(), judged.outcome(), staleAfter);
      }
      if (judged.outcome() != Outcome.INCONCLUSIVE) {
        target.checked(round.at(), judged);
      }
      nodes.count(round.at(), judged.votes());
    }
  }

  private void changed(Command command) {
    life =
        switch (command.what()) {
          case STARTED -> Life.ACTIVE;
          case PAUSED, SUSPENDED, STOPPED -> Life.HALTED;
          // Of a monitor that may be paused for long an edit does not tell.
          case CHANGED, REMOVED, MOVED -> life == Life.UNHEARD && whole ? Life.ACTIVE : life;
        };
    Set<Long> named = command.targets().stream().map(Named::target).collect(Collectors.toSet());
    for (TargetHistory target : targets.values()) {
      if (target.isWatched()) {
        changed(target, command, named.contains(target.target()));
      }
    }
    switch (command.what()) {
      case STARTED, CHANGED, PAUSED, SUSPENDED -> command.targets().forEach(n -> begin(n, command));
      case MOVED -> command.targets().forEach(this::address);
      case STOPPED, REMOVED -> {}
    }
    staleAfter = staleAfter(command.periodSeconds());
  }

  private void changed(TargetHistory target, Command command, boolean named) {
    switch (command.what()) {
      case STOPPED -> target.ended(command.at(), staleAfter);
      case REMOVED -> {
        if (named) {
          target.ended(command.at(), staleAfter);
        }
      }
      case STARTED, CHANGED -> {
        if (!named) {
          target.ended(command.at(), staleAfter);
        } else if (life == Life.ACTIVE && target.isPaused()) {
          target.resumed(command.at());
        }
      }
      case PAUSED, SUSPENDED -> target.paused(command.at(), staleAfter);
      case MOVED -> {}
    }
  }

  private void begin(Named named, Command command) {
    TargetHistory target = target(named.target());
    target.named(named.record());
    if (!target.isWatched() && life != Life.UNHEARD) {
      target.begun(command.at(), command.tells(), life != Life.ACTIVE, whole);
    }
    if (command.what() == Fact.What.STARTED || command.what() == Fact.What.CHANGED) {
      address(named);
    }
  }

  private void address(Named named) {
    target(named.target()).moved(named.addressVersion());
  }

  /** Nothing follows; {@code now} is when that was found. */
  void finish(long now, LongFunction<List<Span>> announced) {
    targets
        .values()
        .forEach(target -> target.finish(now, staleAfter, announced.apply(target.target())));
  }

  private static long staleAfter(int periodSeconds) {
    return 2_000L * periodSeconds + STALE_GRACE;
  }
}
