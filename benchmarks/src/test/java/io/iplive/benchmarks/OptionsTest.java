package io.iplive.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void aCountIsTakenOrIsTheUsualOne() {
    assertThat(new Options(List.of()).count("--monitors", 7, 1)).isEqualTo(7);

    Options options = new Options(List.of("--monitors", "100000"));
    assertThat(options.count("--monitors", 7, 1)).isEqualTo(100_000);
    options.requireNoOthers("scheduler");
  }

  @Test
  void whatIsNoCountOrNobodysIsRefused() {
    for (List<String> wrong :
        List.of(List.of("--monitors"), List.of("--monitors", "9"), List.of("--monitors", "1e6"))) {
      assertThatThrownBy(() -> new Options(wrong).count("--monitors", 7, 10))
          .isInstanceOf(Complaint.class)
          .hasMessageContaining("--monitors is ");
    }
    assertThatThrownBy(() -> new Options(List.of("--targets", "10")).requireNoOthers("prober"))
        .isInstanceOf(Complaint.class)
        .hasMessage("prober does not know --targets 10.");
  }
}
