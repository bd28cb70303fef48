package io.iplive.prober.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.web.PageMemory;
import org.junit.jupiter.api.Test;

class PageBudgetTest {

  private final PageBudget budget = new PageBudget(1_000);
  private final PageMemory greedy = budget.of(1);
  private final PageMemory modest = budget.of(2);

  @Test
  void anAccountThatTakesAllItCanLeavesRoomForOthers() {
    int taken = 0;
    while (greedy.take(10)) {
      taken += 10;
    }
    assertThat(taken).isEqualTo(800);
    assertThat(modest.take(100)).isTrue();
    assertThat(budget.refused()).isEqualTo(1);
  }

  @Test
  void whatIsGivenBackIsFree() {
    assertThat(greedy.take(800)).isTrue();
    assertThat(greedy.take(1)).isFalse();
    greedy.giveBack(800);
    assertThat(budget.taken()).isZero();
    assertThat(greedy.take(800)).isTrue();
  }

  @Test
  void neverMoreThanThereIs() {
    assertThat(greedy.take(1_001)).isFalse();
    assertThat(budget.taken()).isZero();
  }
}
