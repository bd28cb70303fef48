package io.iplive.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Standing ACTIVE = new Standing.Active();
  private static final Set<Long> ENROLLED = Set.of(1L, 2L);

  private final List<Trace> traces = new ArrayList<>(List.of(beat(1, 1), beat(1, 2)));
  private @Nullable Instant tickAt = ago(1);

  @Test
  void aMonitorThatRunsHasNothingToExplain() {
    traces.addAll(round(130, 5));
    traces.addAll(round(70, 5));
    traces.addAll(round(10, 5));
    Explanation it = explain(definition(5, 600));
    assertThat(it.why()).isEmpty();
    assertThat(it.schedulerVersion()).isEqualTo(5);
    assertThat(it.nextRound()).isEqualTo(ago(-50));
    assertThat(it.rounds()).hasSize(3);
    assertThat(it.rounds().getLast().silent()).containsExactly(2L);
    assertThat(String.join("\n", Page.of(it)))
        .contains("nodes asked [1, 2], votes needed 2", "silent: nodes [2]", "Nothing holds it up");
  }

  @Test
  void itsOwnerDoesNotWantRounds() {
    assertThat(explain(definition(Definition.State.PAUSED)).why())
        .containsExactly("Its owner paused it at 2026-01-31T11:50:00Z.");
    assertThat(explain(definition(Definition.State.STOPPED)).why().toString()).contains("for good");
    assertThat(explain(definition(Definition.State.PAUSED)).nextRound()).isNull();
  }

  @Test
  void theAccountMayNotHaveAny() {
    Explanation broke =
        explain(definition(5, 600), new Standing.Suspended(Standing.Reason.BALANCE));
    assertThat(broke.why()).containsExactly("The account's balance is used up.");
    assertThat(broke.nextRound()).isNull();
    assertThat(explain(definition(5, 600), new Standing.Deleted()).why().toString())
        .contains("deleted");
  }

  @Test
  void itsDefinitionIsStillInTheGateway() {
    Definition waits = definition(Definition.State.ACTIVE, 5, 20, false);
    assertThat(explain(waits).why().getFirst()).contains("Version 5 waits to be published");
  }

  @Test
  void itsDefinitionHasNotReachedTheScheduler() {
    traces.addAll(round(40, 4));
    assertThat(explain(definition(5, 30)).why())
        .containsExactly("The scheduler has not taken version 5 yet, it works with 4.");
    assertThat(explain(definition(5, 10)).why()).as("not yet").isEmpty();
    traces.add(new Trace.Changed(ago(25), "CHANGED", 1, 5));
    assertThat(explain(definition(5, 30)).why()).isEmpty();
  }

  @Test
  void aVersionOfAnEpochThatIsOverDoesNotCount() {
    traces.addAll(round(40, 9));
    Definition restored = definition(Definition.State.ACTIVE, 2, 5, 30, true);
    assertThat(explain(restored).why().toString()).contains("has not taken version 5 yet");
  }

  @Test
  void noSchedulerRuns() {
    traces.addAll(round(70, 5));
    tickAt = ago(30);
    assertThat(explain(definition(5, 600)).why())
        .containsExactly(
            "No scheduler runs for the monitor's partition: its last sign is of 2026-01-31T11:59:30Z.");
  }

  @Test
  void noNodeIsAlive() {
    traces.clear();
    traces.add(beat(30, 1));
    traces.addAll(round(50, 5));
    assertThat(explain(definition(5, 600)).why().toString()).contains("none of 2");
    traces.add(new Trace.Skipped(ago(5), ago(5), "NO_NODES", 1));
    assertThat(explain(definition(5, 600)).why().toString())
        .contains("The round of 2026-01-31T11:59:55Z was skipped: no node");
  }

  @Test
  void aSkippedRoundBeforeOneThatWasOpenedIsThePast() {
    traces.add(new Trace.Skipped(ago(70), ago(70), "NO_NODES", 1));
    traces.addAll(round(10, 5));
    assertThat(explain(definition(5, 600)).why()).isEmpty();
  }

  @Test
  void itIsStaleWhenNothingSaysWhy() {
    traces.addAll(round(200, 5));
    assertThat(explain(definition(5, 600)).why().toString())
        .contains("It is stale: no round since 2026-01-31T11:56:40Z");
  }

  @Test
  void aRoundThatIsNotClosedInTimeTellsOfALateVerdict() {
    traces.add(opened(30, 5));
    assertThat(explain(definition(5, 600)).why().toString()).contains("the verdict is behind");
    traces.removeLast();
    traces.add(opened(3, 5));
    assertThat(explain(definition(5, 600)).why()).as("it is still open").isEmpty();
  }

  @Test
  void whileATargetFailsTheShorterPeriodRules() {
    traces.add(new Trace.Paced(ago(9), "ERROR", List.of(7L)));
    traces.addAll(round(10, 5));
    Explanation it = explain(definition(5, 600));
    assertThat(it.nextRound()).isEqualTo(ago(-10));
    assertThat(it.failing()).containsExactly(7L);
    assertThat(String.join("\n", Page.of(it))).contains("pace error, failing targets [7]");
  }

  private Explanation explain(Definition definition) {
    return explain(definition, ACTIVE);
  }

  private Explanation explain(Definition definition, Standing standing) {
    return Explainer.explain(
        definition, standing, new Traces(ago(300), tickAt, traces), ENROLLED, NOW);
  }

  private static Definition definition(long version, int changedAgo) {
    return definition(Definition.State.ACTIVE, version, changedAgo, true);
  }

  private static Definition definition(Definition.State state) {
    return definition(state, 5, 600, true);
  }

  private static Definition definition(
      Definition.State state, long version, int changedAgo, boolean published) {
    return definition(state, 1, version, changedAgo, published);
  }

  private static Definition definition(
      Definition.State state, int epoch, long version, int changedAgo, boolean published) {
    return new Definition(
        77,
        3,
        state,
        epoch,
        version,
        ago(changedAgo),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        2,
        1,
        1,
        1,
        published);
  }

  /** A round that node 1 answered and the verdict closed at its deadline. */
  private static List<Trace> round(int secondsAgo, long version) {
    Instant at = ago(secondsAgo);
    return Arrays.asList(
        opened(secondsAgo, version),
        new Trace.Answered(at.plusSeconds(1), at, 1, 7, "UP", 200, null, 12_000),
        new Trace.Closed(
            at.plusSeconds(5),
            at,
            List.of(new Trace.Outcome(7, "UP", "DEADLINE", List.of("1:UP", "2:SILENT")))));
  }

  private static Trace opened(int secondsAgo, long version) {
    Instant at = ago(secondsAgo);
    return new Trace.Opened(
        at, at, 1, version, "NORMAL", List.of(7L), List.of(1L, 2L), 2, Duration.ofSeconds(4));
  }

  private static Trace beat(int secondsAgo, long node) {
    return new Trace.Beat(ago(secondsAgo), node, false);
  }

  private static Instant ago(int seconds) {
    return NOW.minusSeconds(seconds);
  }
}
