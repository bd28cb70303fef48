package io.iplive.notifier.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RoundOffsetsTest {

  private static final TopicPartition P = new TopicPartition("rounds.v1", 0);

  private final RoundOffsets offsets = new RoundOffsets();

  @Test
  void stopsAtTheLowestThatIsNotFinished() {
    begin(5, 6, 7);
    offsets.finished(P, 6);
    offsets.finished(P, 7);
    assertThat(offsets.toCommit()).isEqualTo(Map.of(P, new OffsetAndMetadata(5)));

    offsets.finished(P, 5);
    assertThat(offsets.toCommit()).isEqualTo(Map.of(P, new OffsetAndMetadata(8)));
    assertThat(offsets.open()).isZero();
  }

  @Test
  void asksForNothingTwiceUnlessACommitWasLost() {
    begin(5);
    offsets.finished(P, 5);
    assertThat(offsets.toCommit()).isNotEmpty();
    assertThat(offsets.toCommit()).isEmpty();

    offsets.commitAgain();
    assertThat(offsets.toCommit()).isEqualTo(Map.of(P, new OffsetAndMetadata(6)));
  }

  @Test
  void forgetsAPartitionThatWentAway() {
    begin(5, 6);
    offsets.forget(List.of(P));
    offsets.finished(P, 5);

    assertThat(offsets.toCommit()).isEmpty();
    assertThat(offsets.open()).isZero();
  }

  @Test
  void neverPassesAnUnfinishedOneWhateverTheOrder() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      RoundOffsets tried = new RoundOffsets();
      List<Long> order = new ArrayList<>();
      for (long offset = 0; offset < 50; offset++) {
        tried.begun(P, offset);
        order.add(offset);
      }
      Collections.shuffle(order, random);
      TreeSet<Long> open = new TreeSet<>(order);
      for (long offset : order) {
        tried.finished(P, offset);
        open.remove(offset);
        long lowest = open.isEmpty() ? 50 : open.first();
        tried.commitAgain();
        assertThat(tried.toCommit())
            .as("seed %d", seed)
            .isEqualTo(Map.of(P, new OffsetAndMetadata(lowest)));
      }
    }
  }

  private void begin(long... begun) {
    for (long offset : begun) {
      offsets.begun(P, offset);
    }
  }
}
