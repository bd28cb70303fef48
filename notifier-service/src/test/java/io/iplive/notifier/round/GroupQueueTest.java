package io.iplive.notifier.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.round.GroupQueue.Offered;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupQueueTest {

  @Test
  void theFirstStartsTheQueue() {
    assertThat(GroupQueue.offer(null, 1)).isEqualTo(new Offered<>(new GroupQueue<>(1), null, true));
  }

  @Test
  void oneWaitsBehindTheOneInFlight() {
    assertThat(GroupQueue.offer(GroupQueue.<Integer>begun(), 2))
        .isEqualTo(new Offered<>(new GroupQueue<>(2), null, false));
  }

  @Test
  void aNewerOneTakesThePlaceOfTheOneThatWaits() {
    assertThat(GroupQueue.offer(new GroupQueue<>(2), 3))
        .isEqualTo(new Offered<>(new GroupQueue<>(3), 2, false));
  }

  @Test
  void everyRoundIsSentOrDroppedOnceAndTheNewestIsAlwaysSent() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      GroupQueue<Integer> queue = null;
      List<Integer> sent = new ArrayList<>();
      List<Integer> dropped = new ArrayList<>();
      for (int round = 1; round <= 40; round++) {
        Offered<Integer> offered = GroupQueue.offer(queue, round);
        queue = offered.next();
        if (offered.dropped() != null) {
          dropped.add(offered.dropped());
        }
        if (random.nextInt(3) == 0 && queue.waiting() != null) {
          sent.add(queue.waiting());
          queue = GroupQueue.begun();
        }
      }
      if (queue != null && queue.waiting() != null) {
        sent.add(queue.waiting());
      }
      assertThat(sent)
          .as("seed %d", seed)
          .isSorted()
          .endsWith(40)
          .doesNotContainAnyElementsOf(dropped);
      assertThat(sent.size() + dropped.size()).as("seed %d", seed).isEqualTo(40);
    }
  }
}
