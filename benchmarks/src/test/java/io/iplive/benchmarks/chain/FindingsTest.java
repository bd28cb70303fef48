package io.iplive.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.benchmarks.report.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final Span SPAN = new Span(100_000, 130_000);

  private static Probe probe(long target, long roundAt, long dueAt, long lateness) {
    long startedAt = dueAt + lateness;
    return new Probe(1, target, roundAt, dueAt, startedAt, startedAt + 5, true);
  }

  @Test
  void latenessIsTheStartMinusTheProbesOwnDue() {
    Findings findings =
        Findings.of(
            List.of(probe(1, 99_000, 100_000, 7), probe(2, 99_000, 102_000, 30)),
            Map.of(),
            SPAN,
            2);

    assertThat(findings.lateness().p50()).isEqualTo(7);
    assertThat(findings.lateness().max()).isEqualTo(30);
    assertThat(findings.probes()).isEqualTo(2);
    assertThat(findings.missing()).isZero();
  }

  @Test
  void aProbeThatNeverCameOrWasNotUpIsLateForEver() {
    Probe notUp = new Probe(1, 2, 99_000, 101_000, 101_000, 101_000, false);

    Findings findings =
        Findings.of(List.of(probe(1, 99_000, 100_000, 7), notUp), Map.of(), SPAN, 3);

    assertThat(findings.probes()).isEqualTo(1);
    assertThat(findings.notUp()).isEqualTo(1);
    assertThat(findings.missing()).isEqualTo(1);
    assertThat(findings.lateness().count()).isEqualTo(3);
    assertThat(findings.lateness().p50()).isEqualTo(Percentiles.NEVER_MILLIS);
  }

  @Test
  void onlyDuesInsideTheSpanCountAndEachOnce() {
    Probe inside = probe(1, 99_000, 100_000, 7);

    Findings findings =
        Findings.of(
            List.of(
                inside, inside, probe(1, 89_000, 99_999, 5_000), probe(1, 129_000, 130_000, 9_000)),
            Map.of(),
            SPAN,
            1);

    assertThat(findings.probes()).isEqualTo(1);
    assertThat(findings.lateness().max()).isEqualTo(7);
  }

  @Test
  void detectionRunsFromTheEndOfTheRoundsLastProbe() {
    Findings findings =
        Findings.of(
            List.of(probe(1, 99_000, 100_000, 0), probe(2, 99_000, 103_000, 0)),
            Map.of(new Round(1, 99_000), 103_105L),
            SPAN,
            2);

    assertThat(findings.rounds()).isEqualTo(1);
    assertThat(findings.detection().p50()).isEqualTo(100);
  }

  @Test
  void aRoundBegunInsideTheSpanMayEndAfterIt() {
    Findings findings =
        Findings.of(
            List.of(probe(1, 128_000, 129_000, 0), probe(2, 128_000, 131_000, 0)),
            Map.of(new Round(1, 128_000), 131_030L),
            SPAN,
            1);

    assertThat(findings.probes()).isEqualTo(1);
    assertThat(findings.detection().p50()).isEqualTo(25);
  }

  @Test
  void aRoundThatWasNotHeardOfIsDetectedNever() {
    Findings findings =
        Findings.of(
            List.of(probe(1, 99_000, 100_000, 0)), Map.of(new Round(2, 99_000), 1L), SPAN, 1);

    assertThat(findings.rounds()).isZero();
    assertThat(findings.unheard()).isEqualTo(1);
    assertThat(findings.detection().p50()).isEqualTo(Percentiles.NEVER_MILLIS);
  }

  @Test
  void inWholePeriodsEverythingIsDueEquallyOften() {
    assertThat(SPAN.times(Duration.ofSeconds(10))).isEqualTo(3);
    assertThat(SPAN.seconds()).isEqualTo(30.0);
  }
}
