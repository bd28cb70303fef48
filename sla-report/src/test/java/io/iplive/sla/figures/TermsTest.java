package io.iplive.sla.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsTest {

  private static final Terms COUNTED = new Terms(new BigDecimal("99.9"), false);
  private static final Terms EXCLUDED = new Terms(new BigDecimal("99.9"), true);

  @Test
  void availabilityIsRoundedDownSoThatNoOutageDisappears() {
    // The contract's own example: an hour with 420 s down.
    assertThat(COUNTED.availability(seconds(3_180, 420, 0))).contains(new BigDecimal("88.3333"));
    assertThat(COUNTED.availability(seconds(86_400 * 365, 1, 0)))
        .contains(new BigDecimal("99.9999"));
    assertThat(COUNTED.availability(seconds(5, 0, 0))).contains(new BigDecimal("100.0000"));
    assertThat(COUNTED.availability(seconds(0, 0, 0))).isEmpty();
  }

  @Test
  void theGoalIsMetToTheMillisecond() {
    // 99.9 % of 1,000 s leaves one second.
    assertThat(COUNTED.met(millis(999_000, 1_000, 0))).isTrue();
    assertThat(COUNTED.met(millis(998_999, 1_001, 0))).isFalse();
    assertThat(COUNTED.met(millis(0, 0, 0))).isTrue();
    assertThat(new Terms(new BigDecimal("100"), false).met(millis(1_000_000, 1, 0))).isFalse();
  }

  @Test
  void penaltyIsTheBegunMinutesBeyondWhatTheGoalLeaves() {
    // 99.9 % of 31 days leaves 2,678.4 s; 3,600 s down are 921.6 s too many.
    long month = 31 * 86_400;
    assertThat(COUNTED.penaltyMinutes(seconds(month - 3_600, 3_600, 0))).isEqualTo(16);
    assertThat(COUNTED.penaltyMinutes(seconds(month - 2_678, 2_678, 0))).isZero();
    assertThat(COUNTED.penaltyMinutes(seconds(month - 2_679, 2_679, 0))).isEqualTo(1);
  }

  @Test
  void maintenanceThatIsExcludedCountsAsNeitherUpNorDown() {
    Times times = seconds(3_000, 600, 500);
    assertThat(EXCLUDED.availability(times)).contains(new BigDecimal("96.7741"));
    assertThat(COUNTED.availability(times)).contains(new BigDecimal("83.3333"));
    assertThat(EXCLUDED.down(times)).isEqualTo(100_000);
    assertThat(COUNTED.down(times)).isEqualTo(600_000);
  }

  @Test
  void meansAreOfWhatEndedAndWhatBegan() {
    OutageSums sums =
        new OutageSums(3, 2, 2, Duration.ofMinutes(9).toMillis(), 1, 5)
            .plus(new OutageSums(1, 1, 0, 0, 7, 2));
    assertThat(sums.mttr()).contains(270_000L);
    assertThat(sums.mtbf(900_000)).contains(300_000L);
    assertThat(sums.longestMillis()).isEqualTo(7);
    assertThat(sums.uncheckedMillis()).isEqualTo(7);
    assertThat(OutageSums.NONE.mttr()).isEmpty();
    assertThat(OutageSums.NONE.mtbf(5)).isEmpty();
  }

  private static Times seconds(long up, long down, long expected) {
    return millis(up * 1_000, down * 1_000, expected * 1_000);
  }

  private static Times millis(long up, long down, long expected) {
    return new Times(Map.of(Kind.UP, up, Kind.DOWN, down), expected);
  }
}
