package io.iplive.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void areOneLineOfJsonInTheOrderGiven() {
    Figures figures = new Figures().with("up_s", 17.26).with("total_rss_mb", 1043).with("a", 0.04);

    assertThat(figures.json()).isEqualTo("{\"up_s\":17.3,\"total_rss_mb\":1043,\"a\":0}");
  }

  @Test
  void keepHundredthsOfWhatIsNearOne() {
    assertThat(new Figures().withHundredths("cpu_cores", 0.417).json())
        .isEqualTo("{\"cpu_cores\":0.42}");
  }

  @Test
  void refuseWhatIsNoNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Figures().with("up_s", Double.NaN))
        .withMessageContaining("up_s");
  }
}
