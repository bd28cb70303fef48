package io.iplive.benchmarks.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TallyTest {

  private static final long MILLI = 1_000_000;

  @Test
  void countsFirstReceiptsAndRepeatsApart() {
    Tally tally = new Tally();
    long first = tally.publish(MILLI);
    long second = tally.publish(2 * MILLI);
    tally.hear(second, 5 * MILLI);
    tally.hear(second, 9 * MILLI);

    assertThat(tally.published()).isEqualTo(2);
    assertThat(tally.heard()).isEqualTo(1);
    assertThat(tally.repeats()).isEqualTo(1);
    assertThat(tally.latencies(second).max()).isEqualTo(3);
    assertThat(tally.latencies(first).max()).as("one that never came").isGreaterThan(50_000);
    assertThatIllegalArgumentException().isThrownBy(() -> tally.hear(2, MILLI));
  }

  @Test
  void aReceiptLeadsBackToItsEvent() {
    for (long number : new long[] {0, 1, Customers.MONITORS, 7L * Customers.MONITORS + 3}) {
      assertThat(Load.number(Load.monitor(number), Load.date(number))).isEqualTo(number);
    }
  }
}
