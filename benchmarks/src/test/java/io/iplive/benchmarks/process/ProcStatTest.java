package io.iplive.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcStatTest {

  private static final String TAIL =
      " S 1 4242 4242 0 -1 4194560 1519 802 3 0 250 75 1100 30 20 0 31 0 8671 12345 678";

  @Test
  void readsProcessorTimeInHundredthsOfASecond() {
    ProcStat stat = ProcStat.parse("4242 (java)" + TAIL);

    assertThat(stat.command()).isEqualTo("java");
    assertThat(stat.own()).isEqualTo(Duration.ofMillis(3_250));
    assertThat(stat.reaped()).isEqualTo(Duration.ofMillis(11_300));
    assertThat(stat.withReaped()).isEqualTo(Duration.ofMillis(14_550));
  }

  @Test
  void aCommandMayHoldBlanksAndParentheses() {
    ProcStat stat = ProcStat.parse("4242 (nginx: (worker) )" + TAIL);

    assertThat(stat.command()).isEqualTo("nginx: (worker) ");
    assertThat(stat.own()).isEqualTo(Duration.ofMillis(3_250));
  }

  @Test
  void refusesAnythingElse() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProcStat.parse("4242 java S 1"));
  }

  @Test
  void threadsOfOneKindHaveOneName() {
    assertThat(ProcessorTime.family("probe-3-12")).isEqualTo("probe");
    assertThat(ProcessorTime.family("C2 CompilerThre")).isEqualTo("C2 CompilerThre");
    assertThat(ProcessorTime.family("GC Thread#1")).isEqualTo("GC Thread");
  }
}
