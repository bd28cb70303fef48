package io.iplive.prober.probe.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Judge;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.ExpectedCodes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailingTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Failing failing = new Failing();

  @Test
  void tenDestinationsAreTheFewest() {
    fail(0, 9, Fault.CONNECT_TIMEOUT, NOW);
    assertThat(failing.nearlyEverywhere(NOW)).isFalse();
    fail(9, 10, Fault.CONNECT_TIMEOUT, NOW);
    assertThat(failing.nearlyEverywhere(NOW)).isTrue();
  }

  @Test
  void oneDestinationThatFailsAHundredTimesIsOne() {
    for (int n = 0; n < 100; n++) {
      fail(0, 1, Fault.TIMEOUT, NOW);
    }
    assertThat(failing.nearlyEverywhere(NOW)).isFalse();
  }

  @Test
  void nineOfTenMustFailAndTheLatestCounts() {
    fail(0, 20, Fault.UNREACHABLE, NOW);
    up(0, 2);
    assertThat(failing.nearlyEverywhere(NOW)).isTrue();
    up(2, 3);
    assertThat(failing.nearlyEverywhere(NOW)).isFalse();
    fail(0, 3, Fault.UNREACHABLE, NOW);
    assertThat(failing.nearlyEverywhere(NOW)).isTrue();
    failing.clear();
    assertThat(failing.nearlyEverywhere(NOW)).isFalse();
  }

  @Test
  void whatOnlyATargetCanDoIsNoSign() {
    fail(0, 30, Fault.CONNECTION_REFUSED, NOW);
    assertThat(failing.nearlyEverywhere(NOW)).isFalse();
    fail(0, 30, Fault.POLICY_REFUSED, NOW);
    assertThat(failing.nearlyEverywhere(NOW)).isFalse();
    fail(0, 30, Fault.NODE_FAULT, NOW);
    assertThat(failing.nearlyEverywhere(NOW)).isTrue();
  }

  @Test
  void whatIsLongAgoDoesNotCount() {
    fail(0, 30, Fault.TIMEOUT, NOW);
    assertThat(failing.nearlyEverywhere(NOW.plusSeconds(30))).isTrue();
    assertThat(failing.nearlyEverywhere(NOW.plusSeconds(31))).isFalse();
  }

  private void fail(int from, int to, Fault fault, Instant at) {
    end(from, to, new Finding.Failed(new Failure(fault, Phase.CONNECT, "It failed")), at);
  }

  private void up(int from, int to) {
    end(from, to, new Finding.Answered(200), NOW);
  }

  private void end(int from, int to, Finding finding, Instant at) {
    Attempt attempt = new Attempt(finding, Phases.NONE, null, Evidence.NONE);
    for (int n = from; n < to; n++) {
      failing.ended(
          "192.0.2." + n,
          new ProbeReport(Judge.outcome(attempt, ExpectedCodes.DEFAULT), attempt, 1, at, at));
    }
  }
}
