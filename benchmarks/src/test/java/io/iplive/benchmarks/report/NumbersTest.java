package io.iplive.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(Numbers.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
  }

  @Test
  void theMedianOfAnEvenCountLiesBetweenTheMiddleTwo() {
    assertThat(Numbers.median(List.of(4.0, 100.0, 2.0, 1.0))).isEqualTo(3.0);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> Numbers.median(List.of()));
  }

  @Test
  void thousandsStandApart() {
    assertThat(Numbers.whole(1234567.6)).isEqualTo("1,234,568");
    assertThat(Numbers.tenth(1234.56)).isEqualTo("1,234.6");
  }
}
