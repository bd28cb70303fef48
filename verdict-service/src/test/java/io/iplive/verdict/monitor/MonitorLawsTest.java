package io.iplive.verdict.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Histories;
import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.outage.Machine;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.rollup.Rollup;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every history; a failure names the seed of the one that broke it. */
class MonitorLawsTest {

  private static final int HISTORIES = 700;
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  @Test
  void outagesOfATargetOpenAndCloseInTurn() {
    forAll(seed -> {
      Map<Long, OutageEvent.Outage> open = new HashMap<>();
      for (OutageEvent event : outages(run(Histories.of(seed)))) {
        OutageEvent.Outage outage = event.outage();
        switch (event) {
          case OutageEvent.Opened _ ->
              assertThat(open.put(outage.target(), outage)).as("seed %d", seed).isNull();
          case OutageEvent.Closed closed -> {
            assertThat(open.remove(outage.target())).as("seed %d", seed).isNotNull();
            assertThat(closed.closedAt()).as("seed %d", seed).isAfterOrEqualTo(outage.since());
          }
        }
      }
    });
  }

  @Test
  void aReplayOfTheRoundsGivesTheSameOutages() {
    forAll(seed -> {
      List<Output> live = run(Histories.of(seed));
      assertThat(Machine.replay(rounds(live))).as("seed %d", seed).isEqualTo(outages(live));
    });
  }

  @Test
  void noOutageWithoutAsManyErrorsInARowAsThePolicySays() {
    forAll(seed -> {
      List<Output> live = run(Histories.of(seed));
      for (OutageEvent event : outages(live)) {
        if (event instanceof OutageEvent.Opened opened) {
          List<Outcome> conclusive = new ArrayList<>();
          for (RoundEvent.Closed round : closed(live)) {
            if (!round.round().at().isBefore(opened.outage().since())
                && !round.round().at().isAfter(opened.decidedRoundAt())) {
              conclusive.addAll(conclusive(round, opened.outage().target()));
            }
          }
          assertThat(conclusive)
              .as("seed %d, %s", seed, opened)
              .hasSize(Histories.numError(seed))
              .containsOnly(Outcome.DOWN);
        }
      }
    });
  }

  @Test
  void roundsCloseOnceAndInTheirOrder() {
    forAll(seed -> {
      Instant last = Instant.EPOCH;
      for (RoundEvent.Closed round : closed(run(Histories.of(seed)))) {
        assertThat(round.round().at()).as("seed %d", seed).isAfter(last);
        last = round.round().at();
      }
    });
  }

  @Test
  void factsTakenTwiceChangeNothing() {
    forAll(seed -> {
      List<Timed> once = Histories.of(seed);
      Random random = new Random(seed);
      List<Timed> twice = new ArrayList<>();
      for (int i = 0; i < once.size(); i++) {
        twice.add(once.get(i));
        Timed earlier = once.get(Math.max(0, i - random.nextInt(6)));
        if (random.nextBoolean() && !outOfPlace(earlier, once.get(i))) {
          twice.add(new Timed(once.get(i).now(), earlier.fact()));
        }
      }
      List<Output> taken = run(once);
      List<Output> takenTwice = run(twice);
      assertThat(events(takenTwice)).as("seed %d", seed).isEqualTo(events(taken));
      assertThat(hours(takenTwice)).as("seed %d", seed).isEqualTo(hours(taken));
    });
  }

  @Test
  void theOrderOfAnswersWithinARoundDecidesNothing() {
    forAll(seed -> {
      List<Timed> history = Histories.of(seed);
      List<Timed> shuffled = new ArrayList<>();
      List<Timed> answers = new ArrayList<>();
      Random random = new Random(seed);
      for (Timed timed : history) {
        if (timed.fact() instanceof Fact.Answered) {
          answers.add(timed);
        } else {
          Collections.shuffle(answers, random);
          shuffled.addAll(answers);
          answers.clear();
          shuffled.add(timed);
        }
      }
      shuffled.addAll(answers);
      assertThat(statuses(run(shuffled))).as("seed %d", seed).isEqualTo(statuses(run(history)));
    });
  }

  @Test
  void atMostOnePaceIsSaidAStepAndTheLastOneIsTheState() {
    forAll(seed -> {
      Monitor monitor = Monitor.fresh(Rounds.MONITOR, Rounds.at(0));
      PaceChanged last = null;
      for (Timed timed : Histories.of(seed)) {
        MonitorMachine.Step step = MonitorMachine.step(monitor, timed.fact(), timed.now(), LIMITS);
        List<PaceChanged> paces = new ArrayList<>();
        for (Output output : step.outputs()) {
          if (output instanceof Output.OfPace(PaceChanged pace)) {
            paces.add(pace);
          }
        }
        assertThat(paces).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
        last = paces.isEmpty() ? last : paces.getFirst();
        monitor = step.next();
        if (last != null) {
          assertThat(last.pacing()).as("seed %d", seed).isEqualTo(monitor.outages().pacing());
        }
      }
    });
  }

  @Test
  void theHistoriesAreNotDull() {
    long opened = 0;
    long closed = 0;
    long cancelled = 0;
    for (long seed = 1; seed <= 200; seed++) {
      List<Output> outputs = run(Histories.of(seed));
      for (OutageEvent event : outages(outputs)) {
        opened += event instanceof OutageEvent.Opened ? 1 : 0;
        closed += event instanceof OutageEvent.Closed ? 1 : 0;
      }
      cancelled +=
          closed(outputs).stream()
              .flatMap(round -> round.verdicts().stream())
              .filter(verdict -> verdict.outcome() == Outcome.CANCELLED)
              .count();
    }
    assertThat(opened).isGreaterThan(150);
    assertThat(closed).isGreaterThan(150);
    assertThat(cancelled).isGreaterThan(30);
  }

  /** A fact of an hour ago, taken again, would be one that the history never had. */
  private static boolean outOfPlace(Timed earlier, Timed now) {
    return switch (earlier.fact()) {
      case Fact.Answered _ ->
          Duration.between(earlier.now(), now.now()).compareTo(Duration.ofSeconds(9)) > 0;
      case Fact.Opened _, Fact.Changed _, Fact.TimePassed _ -> false;
    };
  }

  private static void forAll(LongConsumer law) {
    LongStream.rangeClosed(1, HISTORIES).forEach(law);
  }

  private static List<Output> run(List<Timed> history) {
    Monitor monitor = Monitor.fresh(Rounds.MONITOR, Rounds.at(0));
    List<Output> outputs = new ArrayList<>();
    for (Timed timed : history) {
      if (isNews(monitor, timed)) {
        MonitorMachine.Step step = MonitorMachine.step(monitor, timed.fact(), timed.now(), LIMITS);
        monitor = step.next();
        outputs.addAll(step.outputs());
      }
    }
    return outputs;
  }

  /** As in the processor, time passes only for a monitor in which something is due. */
  private static boolean isNews(Monitor monitor, Timed timed) {
    Instant round = monitor.roundDue(LIMITS);
    Instant hour = monitor.hourDue();
    return !(timed.fact() instanceof Fact.TimePassed)
        || (round != null && !round.isAfter(timed.now()))
        || (hour != null && !hour.isAfter(timed.now()));
  }

  /** What is said in an order that matters. */
  private static List<Output> events(List<Output> outputs) {
    return outputs.stream()
        .filter(output ->
            switch (output) {
              case Output.OfRound _, Output.OfOutage _, Output.OfFlapping _, Output.OfPace _ ->
                  true;
              case Output.OfRollup _, Output.Read _ -> false;
            })
        .toList();
  }

  /** What each hour of each target came to in the end. */
  private static Map<String, Rollup> hours(List<Output> outputs) {
    Map<String, Rollup> hours = new HashMap<>();
    for (Output output : outputs) {
      if (output instanceof Output.OfRollup(Rollup rollup)) {
        hours.put(rollup.target() + "@" + rollup.hour(), rollup);
      }
    }
    return hours;
  }

  private static List<OutageEvent> outages(List<Output> outputs) {
    List<OutageEvent> events = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.OfOutage(OutageEvent event)) {
        events.add(event);
      }
    }
    return events;
  }

  private static List<RoundEvent> rounds(List<Output> outputs) {
    List<RoundEvent> events = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.OfRound(RoundEvent event)) {
        events.add(event);
      }
    }
    return events;
  }

  private static List<RoundEvent.Closed> closed(List<Output> outputs) {
    List<RoundEvent.Closed> closed = new ArrayList<>();
    for (RoundEvent event : rounds(outputs)) {
      if (event instanceof RoundEvent.Closed round) {
        closed.add(round);
      }
    }
    return closed;
  }

  private static List<Outcome> conclusive(RoundEvent.Closed round, long target) {
    return round.verdicts().stream()
        .filter(verdict -> verdict.target().id() == target)
        .map(Verdict::outcome)
        .filter(outcome -> outcome == Outcome.UP || outcome == Outcome.DOWN)
        .toList();
  }

  /** Who was up or down in which round, and since and until when outages were; in no order. */
  private static Set<String> statuses(List<Output> outputs) {
    Set<String> statuses = new TreeSet<>();
    for (RoundEvent.Closed round : closed(outputs)) {
      for (Verdict verdict : round.verdicts()) {
        statuses.add(
            "%s %d %s".formatted(round.round().at(), verdict.target().id(), verdict.outcome()));
      }
    }
    for (OutageEvent event : outages(outputs)) {
      statuses.add(
          switch (event) {
            case OutageEvent.Opened opened -> "opened " + opened.outage().id();
            case OutageEvent.Closed closed ->
                "closed %d %s %s"
                    .formatted(closed.outage().id(), closed.closedAt(), closed.reason());
          });
    }
    return statuses;
  }
}
