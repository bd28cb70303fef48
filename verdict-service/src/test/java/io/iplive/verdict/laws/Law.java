package io.iplive.verdict.laws;

import io.iplive.verdict.Histories;
import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.Rounds;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.monitor.PaceChanged;
import io.iplive.verdict.outage.DegradedChanged;
import io.iplive.verdict.outage.FlappingChanged;
import io.iplive.verdict.outage.Machine;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.outage.Target;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for every history. */
enum Law {
  OUTAGES_OF_A_TARGET_OPEN_AND_CLOSE_IN_TURN {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Map<Long, OutageEvent.Outage> open = new HashMap<>();
      for (OutageEvent event : taken.outages()) {
        boolean inTurn =
            switch (event) {
              case OutageEvent.Opened(var outage, var _, var _, var _) ->
                  open.put(outage.target(), outage) == null;
              case OutageEvent.Closed(var outage, var _, var _, Instant closedAt, var _) ->
                  outage.equals(open.remove(outage.target())) && !closedAt.isBefore(outage.since());
            };
        if (!inTurn) {
          return event;
        }
      }
      return null;
    }
  },

  A_TARGET_BEGINS_AND_CEASES_TO_FLAP_IN_TURN {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Set<Long> flapping = new HashSet<>();
      for (FlappingChanged changed : taken.flapping()) {
        long target = changed.target();
        if (!(changed.flapping() ? flapping.add(target) : flapping.remove(target))) {
          return changed;
        }
      }
      return null;
    }
  },

  A_TARGET_BEGINS_AND_CEASES_TO_BE_SLOW_IN_TURN {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Set<Long> slow = new HashSet<>();
      for (DegradedChanged changed : taken.degraded()) {
        long target = changed.target();
        if (!(changed.degraded() ? slow.add(target) : slow.remove(target))) {
          return changed;
        }
      }
      return null;
    }
  },

  AN_OUTAGE_SHOWS_WHAT_ITS_FIRST_FAILING_ROUND_SAW {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      for (OutageEvent event : taken.outages()) {
        if (event instanceof OutageEvent.Opened(var outage, var _, var _, var evidence)
            && (evidence == null || !outage.since().toString().equals(evidence.head()))) {
          return event;
        }
      }
      return null;
    }
  },

  NO_OUTAGE_IS_SHORTER_THAN_ITS_ERRORS_TAKE {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Duration errors = Rounds.PERIOD.multipliedBy(Histories.numError(seed));
      for (OutageEvent event : taken.outages()) {
        if (event instanceof OutageEvent.Closed(var outage, var _, var _, var closedAt, var reason)
            && reason == OutageEvent.Reason.RECOVERED
            && closedAt.isBefore(outage.since().plus(errors))) {
          return event;
        }
      }
      return null;
    }
  },

  NO_OUTAGE_OPENS_WITHOUT_ITS_ERRORS_IN_A_ROW {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      List<Outcome> errors = Collections.nCopies(Histories.numError(seed), Outcome.DOWN);
      for (OutageEvent event : taken.outages()) {
        if (event instanceof OutageEvent.Opened(var outage, var _, Instant decidedRoundAt, var _)) {
          if (!between(taken, outage.target(), outage.since(), decidedRoundAt).equals(errors)) {
            return event;
          }
        }
      }
      return null;
    }
  },

  NO_OUTAGE_CLOSES_WITHOUT_ITS_GOOD_ROUNDS_IN_A_ROW {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      List<Outcome> good = Collections.nCopies(Histories.numOk(seed), Outcome.UP);
      for (OutageEvent event : taken.outages()) {
        if (event
                instanceof
                OutageEvent.Closed(var outage, var _, Instant decidedAt, var closedAt, var reason)
            && reason == OutageEvent.Reason.RECOVERED
            && !between(taken, outage.target(), closedAt, decidedAt).equals(good)) {
          return event;
        }
      }
      return null;
    }
  },

  A_REPLAY_OF_THE_ROUNDS_GIVES_THE_SAME_OUTAGES {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      return difference(taken.outages(), Machine.replay(taken.rounds()));
    }
  },

  ROUNDS_CLOSE_ONCE_AND_IN_THEIR_ORDER {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Instant last = Instant.EPOCH;
      for (RoundEvent.Closed round : taken.closed()) {
        if (!round.round().at().isAfter(last)) {
          return round;
        }
        last = round.round().at();
      }
      return null;
    }
  },

  FACTS_TAKEN_TWICE_CHANGE_NOTHING {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Random random = new Random(seed);
      List<Timed> twice = new ArrayList<>();
      for (int i = 0; i < history.size(); i++) {
        twice.add(history.get(i));
        Timed earlier = history.get(Math.max(0, i - random.nextInt(6)));
        if (random.nextBoolean() && !outOfPlace(earlier, history.get(i))) {
          twice.add(new Timed(history.get(i).now(), earlier.fact()));
        }
      }
      Taken takenTwice = Taken.of(twice);
      Object events = difference(taken.events(), takenTwice.events());
      return events != null || taken.hours().equals(takenTwice.hours()) ? events : "hours differ";
    }
  },

  THE_ORDER_OF_ANSWERS_WITHIN_A_ROUND_DECIDES_NOTHING {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Random random = new Random(seed);
      List<Timed> shuffled = new ArrayList<>(history);
      int from = 0;
      for (int i = 1; i <= shuffled.size(); i++) {
        if (i == shuffled.size() || !sameRound(history.get(from), history.get(i))) {
          Collections.shuffle(shuffled.subList(from, i), random);
          from = i;
        }
      }
      Set<Object> ordered = statuses(taken);
      Set<Object> otherwise = statuses(Taken.of(shuffled));
      if (ordered.equals(otherwise)) {
        return null;
      }
      return Stream.concat(ordered.stream(), otherwise.stream())
          .filter(status -> !ordered.contains(status) || !otherwise.contains(status))
          .toList();
    }
  },

  A_CUT_ANYWHERE_GOES_UNNOTICED {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Random random = new Random(seed);
      int from = 1 + random.nextInt(history.size() - 1);
      int to = Math.min(history.size(), from + RESUMED);
      List<Output> resumed = taken.resumed(history, from, to, () -> random.nextInt(CUT_EVERY) == 0);
      return difference(taken.outputs(from, to), resumed);
    }
  },

  THE_PACE_IS_ERROR_EXACTLY_WHILE_A_TARGET_FAILS {
    @Override
    @Nullable Object broken(long seed, List<Timed> history, Taken taken) {
      Pacing said = new Pacing.NormalPace();
      Outages outages = Outages.NONE;
      for (MonitorMachine.Step step : taken.steps()) {
        if (step.outputs().isEmpty() && step.next().outages().equals(outages)) {
          continue;
        }
        outages = step.next().outages();
        int paces = 0;
        for (Output output : step.outputs()) {
          if (output instanceof Output.OfPace(PaceChanged pace)) {
            said = pace.pacing();
            paces++;
          }
        }
        List<Long> failing =
            outages.targets().all().stream()
                .filter(target -> target.state().fails())
                .map(Target::id)
                .toList();
        boolean error = outages.pacing() instanceof Pacing.ErrorPace;
        boolean holds =
            paces <= 1
                && said.equals(outages.pacing())
                && error == !failing.isEmpty()
                && failing.equals(outages.pacing().failingTargets());
        if (!holds) {
          return "said %s, is %s".formatted(said, outages);
        }
      }
      return null;
    }
  };

  private static final int RESUMED = 12;
  private static final int CUT_EVERY = 4;

  /**
   * What breaks the law; null: it holds.
   *
   * @param seed of the history, which may have been thinned since
   * @param taken what the history led to
   */
  abstract @Nullable Object broken(long seed, List<Timed> history, Taken taken);

  static @Nullable Object difference(List<?> expected, List<?> actual) {
    if (expected.equals(actual)) {
      return null;
    }
    for (int i = 0; ; i++) {
      Object one = i < expected.size() ? expected.get(i) : null;
      Object other = i < actual.size() ? actual.get(i) : null;
      if (!Objects.equals(one, other)) {
        return "at %d: %s, not %s".formatted(i, other, one);
      }
    }
  }

  /** A fact of an hour ago, taken again, would be one that the history never had. */
  private static boolean outOfPlace(Timed earlier, Timed now) {
    return switch (earlier.fact()) {
      case Fact.Answered _ ->
          Duration.between(earlier.now(), now.now()).compareTo(Duration.ofSeconds(9)) > 0;
      case Fact.Opened _, Fact.Changed _, Fact.TimePassed _ -> false;
    };
  }

  /** Whether both are answers to one round, heard at one time. */
  private static boolean sameRound(Timed one, Timed other) {
    return one.fact() instanceof Fact.Answered(var first, var _, var _)
        && other.fact() instanceof Fact.Answered(var second, var _, var _)
        && first.roundAt().equals(second.roundAt())
        && one.now().equals(other.now());
  }

  /** Conclusive outcomes of a target from one round to another, both included. */
  private static List<Outcome> between(Taken taken, long target, Instant from, Instant to) {
    List<Outcome> outcomes = new ArrayList<>();
    for (RoundEvent.Closed round : taken.closed()) {
      Instant at = round.round().at();
      if (!at.isBefore(from) && !at.isAfter(to)) {
        outcomes.addAll(conclusive(round, target));
      }
    }
    return outcomes;
  }

  private static List<Outcome> conclusive(RoundEvent.Closed round, long target) {
    return round.verdicts().stream()
        .filter(verdict -> verdict.target().id() == target)
        .map(Verdict::outcome)
        .filter(outcome -> outcome == Outcome.UP || outcome == Outcome.DOWN)
        .toList();
  }

  private record Status(Instant roundAt, long target, Outcome outcome) {}

  private record Ended(long outage, Instant closedAt, OutageEvent.Reason reason) {}

  /** Who was up or down in which round, who flapped, and when outages were; in no order. */
  private static Set<Object> statuses(Taken taken) {
    Set<Object> statuses = new HashSet<>();
    for (RoundEvent.Closed round : taken.closed()) {
      for (Verdict verdict : round.verdicts()) {
        statuses.add(new Status(round.round().at(), verdict.target().id(), verdict.outcome()));
      }
    }
    for (OutageEvent event : taken.outages()) {
      statuses.add(
          switch (event) {
            case OutageEvent.Opened opened -> opened.outage().id();
            case OutageEvent.Closed closed ->
                new Ended(closed.outage().id(), closed.closedAt(), closed.reason());
          });
    }
    statuses.addAll(taken.flapping());
    statuses.addAll(taken.degraded());
    return statuses;
  }
}
