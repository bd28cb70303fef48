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
    assertThat(failing.mostly(NOW)).isFalse();
    fail(9, 10, Fault.CONNECT_TIMEOUT, NOW);
    assertThat(failing.mostly(NOW)).isTrue();
  }

  @Test
  void oneDestinationThatFailsAHundredTimesIsOne() {
    for (int n = 0; n < 100; n++) {
      fail(0, 1, Fault.TIMEOUT, NOW);
    }
    assertThat(failing.mostly(NOW)).isFalse();
  }

  @Test
  void moreThanHalfMustFailAndTheLatestCounts() {
    fail(0, 20, Fault.UNREACHABLE, NOW);
    up(0, 9, NOW);
    assertThat(failing.mostly(NOW)).isTrue();
    up(9, 10, NOW);
    assertThat(failing.mostly(NOW)).isFalse();
    fail(0, 10, Fault.UNREACHABLE, NOW);
    assertThat(failing.mostly(NOW)).isTrue();
    failing.clear();
    assertThat(failing.mostly(NOW)).isFalse();
  }

  @Test
  void whatOnlyATargetCanSayIsNoSign() {
    fail(0, 30, Fault.HTTP_STATUS, NOW);
    assertThat(failing.mostly(NOW)).isFalse();
    fail(0, 30, Fault.POLICY_REFUSED, NOW);
    assertThat(failing.mostly(NOW)).isFalse();
    fail(0, 30, Fault.NODE_FAULT, NOW);
    assertThat(failing.mostly(NOW)).isTrue();
  }

  @Test
  void aRouterThatRefusesEverythingIsOne() {
    fail(0, 30, Fault.CONNECTION_REFUSED, NOW);
    assertThat(failing.mostly(NOW)).isTrue();
  }

  @Test
  void aNodeThatWasWellForLongShowsItWithinSeconds() {
    for (int second = 0; second < 30; second++) {
      up(10 * second, 10 * second + 10, NOW.plusSeconds(second));
    }
    fail(0, 10, Fault.CONNECT_TIMEOUT, NOW.plusSeconds(33));
    assertThat(failing.mostly(NOW.plusSeconds(33))).isFalse();
    fail(10, 20, Fault.CONNECT_TIMEOUT, NOW.plusSeconds(34));
    assertThat(failing.mostly(NOW.plusSeconds(34))).isTrue();
  }

  @Test
  void whatIsLongAgoDoesNotCount() {
    fail(0, 30, Fault.TIMEOUT, NOW);
    assertThat(failing.mostly(NOW.plusSeconds(30))).isTrue();
    assertThat(failing.mostly(NOW.plusSeconds(31))).isFalse();
  }

  private void fail(int from, int to, Fault fault, Instant at) {
    end(from, to, new Finding.Failed(new Failure(fault, Phase.CONNECT, "It failed")), at);
  }

  private void up(int from, int to, Instant at) {
    end(from, to, new Finding.Answered(200), at);
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
