package io.iplive.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** contracts/monitorus.md, "task_add": the defaults of period_error and timeout. */
class RhythmTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "300, -,  -, 150, 10",
        "15,  -,  -, 8,   6",
        "21,  -,  -, 11,  9",
        "60,  6,  -, 6,   4",
        "60,  12, -, 12,  10",
        "60,  60, 3, 60,  3"
      })
  void whatIsNotGivenFollowsThePeriod(
      long period,
      @Nullable Long errorPeriod,
      @Nullable Long timeout,
      long effectiveErrorPeriod,
      long effectiveTimeout) {
    Rhythm rhythm =
        new Rhythm(
            Duration.ofSeconds(period),
            errorPeriod == null ? null : Duration.ofSeconds(errorPeriod),
            timeout == null ? null : Duration.ofSeconds(timeout),
            2,
            1,
            0);
    assertThat(rhythm.effectiveErrorPeriod()).isEqualTo(Duration.ofSeconds(effectiveErrorPeriod));
    assertThat(rhythm.effectiveTimeout()).isEqualTo(Duration.ofSeconds(effectiveTimeout));
    assertThat(rhythm.effectiveTimeout().plusSeconds(2))
        .isLessThanOrEqualTo(rhythm.effectiveErrorPeriod());
  }
}
