package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What definitions and paces do to a monitor. {@code newest} is its newest opened round. */
public final class Machine {

  /** Facts are kept this long: longer than a producer tries to deliver their announcement. */
  static final Duration FACTS_KEPT = Duration.ofMinutes(3);

  private Machine() {}

  /**
   * Takes a definition, unless it is not newer than the one there is.
   *
   * @param board the account's standing as it is known now; null: it is not
   */
  public static Step redefine(
      @Nullable Monitor current,
      Redefinition event,
      @Nullable Standing board,
      @Nullable Instant newest,
      Instant now) {
    if (current != null && !event.version().isAfter(current.version())) {
      return Step.unchanged(current);
    }
    return switch (event.definition().activity()) {
      case STOPPED ->
          ended(current, event, event.definition().retired(), Change.STOPPED, board, now);
      case PAUSED ->
          current != null && current.definition().activity() == Activity.PAUSED
              ? changed(current, event, newest, now)
              : ended(current, event, event.definition(), Change.PAUSED, board, now);
      case ACTIVE ->
          current != null && current.definition().active()
              ? changed(current, event, newest, now)
              : started(current, event, board, newest, now);
    };
  }

  /** Takes a pace, unless it is obsolete. */
  public static Step repace(@Nullable Monitor current, Repacing event, @Nullable Instant newest) {
    if (current == null
        || !current.running()
        || current.startedAs().isAfter(event.version())
        || obsolete(current, event)) {
      return Step.unchanged(current);
    }
    Pace pace = event.pace().among(targetIds(current.definition()), event.pace().changedAt());
    if (pace.equals(current.pace())) {
      return Step.unchanged(current);
    }
    return new Step(current.with(pace, course(current, pace, newest)), List.of());
  }

  /**
   * A round that was open when the definition changed is decided after that: its pace is the newest
   * of the verdict's, although the change of definition came later than the round.
   */
  private static boolean obsolete(Monitor current, Repacing event) {
    return event.pace().changedAt().isBefore(current.pace().changedAt())
        && !current.version().isAfter(event.version());
  }

  private static Step started(
      @Nullable Monitor current,
      Redefinition event,
      @Nullable Standing board,
      @Nullable Instant newest,
      Instant now) {
    Standing standing = standing(current, board);
    return switch (standing) {
      case Standing.Good _ -> {
        Pace pace = new Pace.Normal(event.occurredAt());
        Course course = withFirstRound(current, event, newest, pace);
        Fact fact = fact(event, Change.STARTED, now, List.of());
        yield step(
            current,
            event,
            event.definition(),
            event.version(),
            pace,
            course,
            List.of(fact),
            standing,
            now);
      }
      case Standing.Suspended _ ->
          ended(current, event, event.definition(), Change.SUSPENDED, board, now);
    };
  }

  private static Step ended(
      @Nullable Monitor current,
      Redefinition event,
      Definition definition,
      Change change,
      @Nullable Standing board,
      Instant now) {
    Course course = new Course(null, null, event.occurredAt());
    Pace pace = new Pace.Normal(event.occurredAt());
    Standing standing = standing(current, board);
    Fact fact =
        new Fact(
            change,
            event.version(),
            event.occurredAt(),
            now,
            List.of(),
            change == Change.SUSPENDED ? standing : null);
    return step(
        current, event, definition, event.version(), pace, course, List.of(fact), standing, now);
  }

  private static Step changed(
      Monitor current, Redefinition event, @Nullable Instant newest, Instant now) {
    Definition before = current.definition();
    Definition after = event.definition();
    Pace pace = current.pace().among(targetIds(after), event.occurredAt());
    boolean hasNew = !targetIds(before).containsAll(targetIds(after));
    Course course =
        hasNew
            ? withFirstRound(current, event, newest, pace)
            : sameGrid(current, after.timing(), pace)
                ? current.course()
                : Course.following(
                    current.course(), newest, earliest(pace, after.timing()), after.timing());
    List<Fact> facts = differences(before, event, now);
    return step(
        current, event, after, current.startedAs(), pace, course, facts, current.standing(), now);
  }

  /** What the monitor was told, or what is known since. */
  private static Standing standing(@Nullable Monitor current, @Nullable Standing board) {
    Standing told = current == null ? Standing.UNHEARD : current.standing();
    return board != null && board.version().isAfter(told.version()) ? board : told;
  }

  private static boolean sameGrid(Monitor current, Timing timing, Pace pace) {
    return timing.equals(current.definition().timing())
        && pace.getClass() == current.pace().getClass();
  }

  private static Course withFirstRound(
      @Nullable Monitor current, Redefinition event, @Nullable Instant newest, Pace pace) {
    return withFirstRound(current, event.definition(), event.occurredAt(), newest, pace);
  }

  static Course withFirstRound(
      @Nullable Monitor current,
      Definition definition,
      Instant at,
      @Nullable Instant newest,
      Pace pace) {
    Timing timing = definition.timing();
    Instant first = Series.firstRound(definition.monitorId(), at);
    if (current != null && newest != null) {
      long span = Math.max(timing.spanSeconds(), current.definition().timing().spanSeconds());
      first = Course.later(first, newest.plusSeconds(span));
    }
    int period =
        switch (pace) {
          case Pace.Normal _ -> timing.periodSeconds();
          case Pace.Failing _ -> timing.errorPeriodSeconds();
        };
    return Course.startingAt(first, newest, timing, period);
  }

  /** The series goes on while the grid stays; another grid starts after the newest round. */
  private static Course course(Monitor current, Pace pace, @Nullable Instant newest) {
    boolean same =
        switch (pace) {
          case Pace.Normal _ -> current.pace() instanceof Pace.Normal;
          case Pace.Failing now ->
              current.pace() instanceof Pace.Failing was && was.anchor().equals(now.anchor());
        };
    Timing timing = current.definition().timing();
    return same
        ? current.course()
        : Course.following(current.course(), newest, earliest(pace, timing), timing);
  }

  /** Back to normal is half a period after what ended the failure. */
  private static Instant earliest(Pace pace, Timing timing) {
    return switch (pace) {
      case Pace.Normal(Instant changedAt) ->
          changedAt.plusSeconds(Math.ceilDiv(timing.periodSeconds(), 2));
      case Pace.Failing(Instant anchor, List<Long> _, Instant _) -> anchor.plusSeconds(1);
    };
  }

  private static List<Fact> differences(Definition before, Redefinition event, Instant now) {
    Definition after = event.definition();
    Map<Long, Target> then = byId(before);
    Map<Long, Target> next = byId(after);
    List<Target> removed =
        before.targets().stream().filter(target -> !next.containsKey(target.id())).toList();
    List<Target> moved =
        after.targets().stream()
            .filter(target -> then.containsKey(target.id()))
            .filter(target -> isElsewhere(target, then.get(target.id())))
            .toList();
    List<Fact> facts = new ArrayList<>();
    if (!removed.isEmpty()) {
      facts.add(fact(event, Change.TARGETS_REMOVED, now, removed));
    }
    if (!moved.isEmpty()) {
      facts.add(fact(event, Change.TARGETS_MOVED, now, moved));
    }
    boolean hasNew = !then.keySet().containsAll(next.keySet());
    if (facts.isEmpty() || hasNew || !settings(before).equals(settings(after))) {
      facts.add(fact(event, Change.CHANGED, now, List.of()));
    }
    return facts;
  }

  private static boolean isElsewhere(Target target, @Nullable Target before) {
    return before != null
        && (target.addressVersion() != before.addressVersion()
            || !target.address().equals(before.address()));
  }

  /** A definition but for its targets. */
  private static Definition settings(Definition definition) {
    return new Definition(
        definition.monitorId(),
        definition.owner(),
        Activity.STOPPED,
        definition.protocol(),
        definition.level(),
        definition.candidateNodes(),
        definition.timing(),
        definition.numError(),
        definition.numOk(),
        definition.check(),
        List.of());
  }

  private static Map<Long, Target> byId(Definition definition) {
    Map<Long, Target> targets = new HashMap<>();
    definition.targets().forEach(target -> targets.put(target.id(), target));
    return targets;
  }

  private static Set<Long> targetIds(Definition definition) {
    return definition.targets().stream().map(Target::id).collect(Collectors.toUnmodifiableSet());
  }

  private static Fact fact(Redefinition event, Change change, Instant now, List<Target> targets) {
    return new Fact(change, event.version(), event.occurredAt(), now, targets, null);
  }

  private static Step step(
      @Nullable Monitor current,
      Redefinition event,
      Definition definition,
      Version startedAs,
      Pace pace,
      Course course,
      List<Fact> added,
      Standing standing,
      Instant now) {
    List<Fact> facts = current == null ? added : current.factsAnd(added, now.minus(FACTS_KEPT));
    Monitor next =
        new Monitor(definition, event.version(), startedAs, pace, course, facts, standing);
    return new Step(next, added.stream().map(next::announced).toList());
  }
}
