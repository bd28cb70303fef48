package io.iplive.verdict.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.verdict.Histories;
import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.RoundEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayedTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);
  private static final Range ALWAYS = new Range(Rounds.at(0), Rounds.at(1_000_000));

  private record Live(List<RoundEvent> rounds, List<OutageEvent> outages) {}

  @Test
  void whatIsLeftOfATopicTellsTheSameOfEveryTargetItIsCertainOf() {
    long judged = 0;
    long doubted = 0;
    for (long seed = 1; seed <= 400; seed++) {
      Live live = live(seed);
      for (int first = 1; first < live.rounds().size(); first += 3) {
        Replayed replayed = new Replayed(ALWAYS, false);
        live.rounds().subList(first, live.rounds().size()).forEach(replayed::take);
        List<OutageEvent> standing =
            live.outages().stream()
                .filter(event -> replayed.judges(event.outage().target(), decidedAt(event)))
                .toList();
        assertThat(replayed.events()).as("seed %d from %d", seed, first).isEqualTo(standing);
        judged += standing.size();
        doubted += live.outages().size() - standing.size();
      }
    }
    assertThat(judged).isGreaterThan(100);
    assertThat(doubted).isGreaterThan(100);
  }

  @Test
  void whatARoundDecidedIsEarlyUntilItClosesThoughACommandCameLater() {
    Replayed replayed = new Replayed(ALWAYS, true);
    Instant open = Rounds.at(3);
    replayed.take(
        new RoundEvent.Changed(
            Rounds.fact(Lifecycle.Kind.TARGETS_REMOVED, 2, open.plusSeconds(1), 102)));
    assertThat(replayed.isBefore(open, false)).isTrue();
    assertThat(replayed.isBefore(open, true)).isFalse();
  }

  @Test
  void anEventBelongsToTheTimeOfItsDecision() {
    Instant middle = Rounds.at(8);
    int early = 0;
    int late = 0;
    for (long seed = 1; seed <= 200; seed++) {
      Live live = live(seed);
      Replayed before = new Replayed(new Range(Rounds.at(0), middle), true);
      Replayed after = new Replayed(new Range(middle, Rounds.at(1_000_000)), true);
      live.rounds().forEach(before::take);
      live.rounds().forEach(after::take);
      List<OutageEvent> both = new ArrayList<>(before.events());
      both.addAll(after.events());
      assertThat(both).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(live.outages());
      early += before.events().size();
      late += after.events().size();
    }
    assertThat(early).isGreaterThan(30);
    assertThat(late).isGreaterThan(30);
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Range(Rounds.at(1), Rounds.at(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from is before to");
  }

  private static Instant decidedAt(OutageEvent event) {
    return switch (event) {
      case OutageEvent.Opened opened -> opened.decidedRoundAt();
      case OutageEvent.Closed closed -> closed.decidedRoundAt();
    };
  }

  private static Live live(long seed) {
    Monitor monitor = Monitor.fresh(Rounds.MONITOR, Rounds.at(0));
    List<RoundEvent> rounds = new ArrayList<>();
    List<OutageEvent> outages = new ArrayList<>();
    for (Timed timed : Histories.of(seed)) {
      MonitorMachine.Step step =
          MonitorMachine.step(monitor, timed.fact(), TopicTime.heard(timed.now()), LIMITS);
      monitor = step.next();
      for (Output output : step.outputs()) {
        switch (output) {
          case Output.OfRound(RoundEvent event) -> rounds.add(event);
          case Output.OfOutage(OutageEvent event) -> outages.add(event);
          case Output.OfFlapping _,
              Output.OfDegraded _,
              Output.OfPace _,
              Output.OfRollup _,
              Output.Read _ -> {}
        }
      }
    }
    return new Live(rounds, outages);
  }
}
