package io.iplive.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aNodeThatSaysNothingIsTakenForRight() {
    assertThat(ClockOffset.UNKNOWN.there(T0)).isEqualTo(T0);
  }

  @Test
  void theCallThatTookLeastTellsTheOffset() {
    ClockOffset offset =
        ClockOffset.UNKNOWN
            .heard(T0.plusMillis(600), T0.plusMillis(1_000))
            .heard(T0.plusMillis(1_980), T0.plusMillis(2_000))
            .heard(T0.plusMillis(2_200), T0.plusMillis(3_000));
    assertThat(offset.there(T0)).isEqualTo(T0.minusMillis(20));
  }

  @Test
  void aClockThatIsAheadIsSeen() {
    assertThat(ClockOffset.UNKNOWN.heard(T0.plusSeconds(5), T0).there(T0))
        .isEqualTo(T0.plusSeconds(5));
  }

  @Test
  void oldCallsAreForgotten() {
    ClockOffset offset = ClockOffset.UNKNOWN.heard(T0, T0);
    for (int call = 0; call < 5; call++) {
      offset = offset.heard(T0.minusMillis(700), T0);
    }
    assertThat(offset.there(T0)).isEqualTo(T0.minusMillis(700));
  }
}
