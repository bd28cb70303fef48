package io.iplive.verdict.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchTest {

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "2,8", "100,49", "183,55", "60000,116", "3600000,159"})
  void aBucketHoldsTheTimesUpToItsBound(int millis, int bucket) {
    assertThat(Sketch.bucket(millis)).isEqualTo(bucket);
    assertThat(Math.pow(1.1, bucket)).isGreaterThanOrEqualTo(Math.min(millis, Math.pow(1.1, 159)));
  }

  @Test
  void countsTimesWhateverTheirOrder() {
    Sketch sketch = Sketch.EMPTY.with(100).with(1).with(2).with(100);
    assertThat(sketch).isEqualTo(Sketch.EMPTY.with(2).with(100).with(100).with(1));
    assertThat(sketch.count()).isEqualTo(4);
    assertThat(sketch.sumMillis()).isEqualTo(203);
    assertThat(sketch.buckets()).hasSize(50).startsWith(1L, 0L).endsWith(0L, 2L);
    assertThat(Sketch.of(sketch.sumMillis(), sketch.pairs())).isEqualTo(sketch);
  }
}
