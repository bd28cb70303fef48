package io.iplive.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void tellHowManyWereNoLonger() {
    Percentiles percentiles = new Percentiles();
    for (int millis = 1; millis <= 1_000; millis++) {
      percentiles.add(millis);
    }

    assertThat(percentiles.p50()).isEqualTo(500);
    assertThat(percentiles.p90()).isEqualTo(900);
    assertThat(percentiles.p99()).isEqualTo(990);
    assertThat(percentiles.max()).isEqualTo(1_000);
  }

  @Test
  void whatNeverCameCountsAsTheLongest() {
    Percentiles percentiles = new Percentiles();
    for (int n = 0; n < 98; n++) {
      percentiles.add(3);
    }
    percentiles.addNever(2);

    assertThat(percentiles.count()).isEqualTo(100);
    assertThat(percentiles.p50()).isEqualTo(3);
    assertThat(percentiles.p99()).isEqualTo(Percentiles.NEVER_MILLIS);
  }

  @Test
  void beforeZeroIsZeroAndTooLongIsTheLongest() {
    Percentiles percentiles = new Percentiles();
    percentiles.add(-5);
    percentiles.add(Long.MAX_VALUE);

    assertThat(percentiles.p50()).isZero();
    assertThat(percentiles.max()).isEqualTo(Percentiles.NEVER_MILLIS);
  }

  @Test
  void aCopyGoesItsOwnWay() {
    Percentiles percentiles = new Percentiles();
    percentiles.add(3);
    Percentiles copy = percentiles.copy();
    copy.addNever(1);

    assertThat(copy.count()).isEqualTo(2);
    assertThat(percentiles.count()).isEqualTo(1);
  }
}
