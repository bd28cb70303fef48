package io.iplive.verdict.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.round.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorMachineTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  private Monitor monitor = Monitor.fresh(Rounds.MONITOR, Rounds.at(0));

  @Test
  void aPaceIsNotOlderThanTheRoundsItsFactFollows() {
    assertThat(failing(1)).isEqualTo(Rounds.at(1));
    Instant movedAt = Rounds.at(1).minusMillis(300);
    PaceChanged normal = onlyPace(take(new Fact.Changed(moved(movedAt)), Rounds.at(1)));
    assertThat(normal.pacing()).isEqualTo(new Pacing.NormalPace());
    assertThat(normal.version()).isEqualTo(Rounds.version(2));
    assertThat(normal.at()).isEqualTo(Rounds.at(1));
  }

  @Test
  void aPaceIsOfTheTimeOfItsCommandIfNoRoundIsNewer() {
    failing(1);
    Instant movedAt = Rounds.at(1).plusSeconds(7);
    assertThat(onlyPace(take(new Fact.Changed(moved(movedAt)), movedAt)).at()).isEqualTo(movedAt);
  }

  private Instant failing(int slot) {
    take(new Fact.Opened(Rounds.opened(slot, 1, 1, 1)), Rounds.at(slot));
    Fact answer = new Fact.Answered(Rounds.answer(slot, 101, Rounds.down(1)), Rounds.at(slot), 0);
    return onlyPace(take(answer, Rounds.at(slot))).at();
  }

  private static Lifecycle moved(Instant at) {
    Lifecycle fact = Rounds.fact(Lifecycle.Kind.TARGETS_MOVED, 2, at);
    return new Lifecycle(
        fact.kind(),
        fact.monitor(),
        fact.version(),
        fact.accountVersion(),
        fact.suspension(),
        fact.owner(),
        fact.commandAt(),
        List.of(new Lifecycle.Target(101, 1101, 2)),
        fact.period(),
        fact.errorPeriod());
  }

  private List<Output> take(Fact fact, Instant now) {
    MonitorMachine.Step step = MonitorMachine.step(monitor, fact, TopicTime.heard(now), LIMITS);
    monitor = step.next();
    return step.outputs();
  }

  private static PaceChanged onlyPace(List<Output> outputs) {
    return outputs.stream()
        .filter(Output.OfPace.class::isInstance)
        .map(output -> ((Output.OfPace) output).event())
        .reduce((one, other) -> {
          throw new AssertionError("%s and %s".formatted(one, other));
        })
        .orElseThrow();
  }
}
