package io.iplive.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsNamesToTheLeftAndNumbersToTheRight() {
    Table table = new Table("part", "µs", "n").row("broker", "7", "12,345").row("db", "1,000", "");

    assertThat(table.text().lines())
        .containsExactly("  part       µs       n", "  broker      7  12,345", "  db      1,000");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Table("a", "b").row("1"));
  }
}
