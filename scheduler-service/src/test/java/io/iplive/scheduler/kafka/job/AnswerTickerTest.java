package io.iplive.scheduler.kafka.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.schemas.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AnswerTickerTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void ticksWithoutAValueInThePartition() {
    try (AnswerTicker ticker = new AnswerTicker(producer)) {
      ticker.tick(3);
      await().until(() -> producer.history().size() == 1);
    }
    assertThat(producer.history().getFirst())
        .satisfies(tick -> {
          assertThat(tick.topic()).isEqualTo(Topics.PROBE_RESULTS.name());
          assertThat(tick.partition()).isEqualTo(3);
          assertThat(tick.key()).asString().isEqualTo("tick");
          assertThat(tick.value()).isNull();
        });
  }

  @Test
  void goesOnAfterATickThatWasLost() {
    try (AnswerTicker ticker = new AnswerTicker(producer)) {
      producer.sendException = new KafkaException("no room");
      ticker.tick(0);
      ticker.tick(1);
      producer.sendException = null;
      await()
          .until(() -> {
            ticker.tick(2);
            return !producer.history().isEmpty();
          });
    }
  }
}
