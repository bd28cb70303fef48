package io.iplive.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.check.ExpectedCodes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ExpectedCodes EXPECTED = ExpectedCodes.parse("2xx");

  @Test
  void isJudgedLikeARealAnswer() {
    assertThat(report(200).outcome()).isEqualTo(new Outcome.Up());
    assertThat(report(503).outcome())
        .isInstanceOfSatisfying(
            Outcome.Down.class,
            down -> assertThat(down.failure().fault()).isEqualTo(Fault.HTTP_STATUS));
    assertThat(report(503).statusCode()).isEqualTo(503);
  }

  @Test
  void zeroIsNoAnswer() {
    assertThat(report(0).outcome()).isInstanceOf(Outcome.Down.class);
    assertThat(report(0).statusCode()).isNull();
    assertThat(report(0).responseMicros()).isEqualTo(Phases.NOT_REACHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"icmp", "dns", "tcp", "smtp", "domain"})
  void aProtocolWithoutStatusCodesReportsNone(String protocol) {
    assertThat(report(protocol, 200).outcome()).isEqualTo(new Outcome.Up());
    assertThat(report(protocol, 200).statusCode()).isNull();
    assertThat(report(protocol, 500).outcome()).isInstanceOf(Outcome.Down.class);
    assertThat(report(protocol, 500).statusCode()).isNull();
    assertThat(report(protocol, 0).outcome()).isInstanceOf(Outcome.Down.class);
  }

  @Test
  void takesNoTimeAndEnds() {
    ProbeReport report = report(200);
    assertThat(report.startedAt()).isEqualTo(report.finishedAt()).isEqualTo(NOW);
    assertThat(report.responseMicros()).isZero();
    Simulation simulation = new Simulation(0, NOW);
    assertThat(simulation.on(NOW.minusMillis(1))).isTrue();
    assertThat(simulation.on(NOW)).isFalse();
  }

  private static ProbeReport report(int status) {
    return report("https", status);
  }

  private static ProbeReport report(String protocol, int status) {
    return new Simulation(status, NOW.plusSeconds(1)).report(protocol, EXPECTED, NOW);
  }
}
