package io.iplive.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LiveHeapTest {

  @Test
  void readsTheTotalAndTheClassesOfAHistogram() {
    LiveHeap heap =
        LiveHeap.parse(
            """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:       1001000       80080000  [B (java.base@25)
               2:             2             48  java.lang.Object (java.base@25)
            Total       1001002       80080048
            """);

    assertThat(heap.bytes()).isEqualTo(80_080_048);
    assertThat(heap.most()).hasSize(2).first().asString().endsWith("[B (java.base@25)");
    assertThatIllegalArgumentException().isThrownBy(() -> LiveHeap.parse("no such process"));
  }
}
