package io.iplive.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationsTest {

  private final Observations observations = new Observations();

  @Test
  void theFirstCallbackOfARoundCounts() {
    observations.heard(7, 99_000, 100_500);
    observations.heard(7, 99_000, 108_500);

    assertThat(observations.heard(Map.of(7L, 1L)))
        .containsExactly(Map.entry(new Round(1, 99_000), 100_500L));
  }

  @Test
  void aGroupThatIsNotOursIsLeftOut() {
    observations.heard(8, 99_000, 100_500);

    assertThat(observations.heard(Map.of(7L, 1L))).isEmpty();
  }

  @Test
  void whoWasHeardOfIsKnownAlsoAfterBeginningAfresh() {
    observations.heard(7, 99_000, 100_500);
    observations.saw(new Probe(1, 1, 99_000, 99_500, 99_501, 99_502, true));
    observations.forget();

    assertThat(observations.groupsHeard()).isEqualTo(1);
    assertThat(observations.probes()).isEmpty();
    assertThat(observations.heard(Map.of(7L, 1L))).isEmpty();
  }
}
