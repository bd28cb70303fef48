package io.iplive.benchmarks.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuesTest {

  private static final long FROM = 1_000;
  private static final long TO = 61_000;

  @Test
  void countsTheJobsOfThePeriodAndAMonitorWithoutOneAsLateForEver() {
    Dues dues = new Dues(3, FROM, TO);
    dues.saw(1, FROM, FROM + 7);
    dues.saw(2, FROM - 1, FROM + 900);
    dues.saw(2, TO, TO + 900);

    assertThat(dues.seen()).isEqualTo(1);
    assertThat(dues.lateness().count()).isEqualTo(3);
    assertThat(dues.lateness().max()).isGreaterThan(50_000);

    dues.saw(2, TO - 1, TO + 8);
    dues.saw(3, TO - 1, TO + 9);
    assertThat(dues.lateness().max()).isEqualTo(10);
    assertThat(dues.repeats()).isZero();
  }

  @Test
  void tellsAMonitorsSecondJobApart() {
    Dues dues = new Dues(1, FROM, TO);
    dues.saw(1, FROM, FROM);
    dues.saw(1, FROM + 10, FROM + 10);

    assertThat(dues.repeats()).isEqualTo(1);
    assertThat(dues.seen()).isEqualTo(1);
  }
}
