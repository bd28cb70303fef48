package io.iplive.benchmarks.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosedTest {

  @Test
  void aRoundThatIsClosedTwiceCountsOnceAndIsToldApart() {
    Closed closed = new Closed();
    closed.closed(0, 7, true);
    closed.closed(1, 7, true);
    closed.closed(0, 8, false);
    closed.closed(1, 7, true);

    assertThat(closed.rounds()).isEqualTo(3);
    assertThat(closed.repeats()).isEqualTo(1);
    assertThat(closed.undecided()).isEqualTo(1);
  }
}
