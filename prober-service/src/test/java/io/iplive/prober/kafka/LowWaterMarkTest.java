package io.iplive.prober.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LowWaterMarkTest {

  @Test
  void standsAtTheOldestUnfinishedJob() {
    LowWaterMark mark = new LowWaterMark(5);
    assertThat(mark.offset()).isEqualTo(5);
    mark.taken(5);
    mark.taken(6);
    mark.taken(9);
    mark.finished(6);
    assertThat(mark.offset()).isEqualTo(5);
    mark.finished(5);
    assertThat(mark.offset()).isEqualTo(9);
    mark.finished(9);
    assertThat(mark.offset()).isEqualTo(10);
  }

  @Test
  void neverPassesAnUnfinishedJobWhateverTheOrder() {
    Random random = new Random(20260102L);
    for (int round = 0; round < 200; round++) {
      LowWaterMark mark = new LowWaterMark(0);
      List<Long> offsets = new ArrayList<>();
      for (long offset = random.nextInt(3); offset < 40; offset += 1 + random.nextInt(3)) {
        mark.taken(offset);
        offsets.add(offset);
      }
      long end = offsets.getLast() + 1;
      TreeSet<Long> unfinished = new TreeSet<>(offsets);
      Collections.shuffle(offsets, random);
      for (long offset : offsets) {
        mark.finished(offset);
        unfinished.remove(offset);
        assertThat(mark.offset()).isEqualTo(unfinished.isEmpty() ? end : unfinished.first());
      }
    }
  }
}
