package io.iplive.scheduler.kafka;

import io.iplive.scheduler.kafka.node.GlobalReading;
import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where poison goes. A task's goes out through its sink; processors of global stores have none, so
 * theirs is published here. A restart reads global topics anew and publishes it once more.
 */
final class DeadLetters implements GlobalReading {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final String SERVICE = "scheduler";
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final List<Topic> SOURCES =
      List.of(
          Topics.MONITORS,
          Topics.PACES,
          Topics.NODES,
          Topics.NODE_HEARTBEATS,
          Topics.NODE_CONDUCT,
          Topics.ACCOUNTS);

  private final Producer<byte[], byte[]> producer;
  private final Patience patience;
  private final SchedulerMeters meters;

  DeadLetters(Producer<byte[], byte[]> producer, Patience patience, SchedulerMeters meters) {
    this.producer = producer;
    this.patience = patience;
    this.meters = meters;
  }

  static String topicFor(String source) {
    Topic topic =
        SOURCES.stream().filter(known -> known.name().equals(source)).findFirst().orElseThrow();
    return Topics.deadLetters(topic, SERVICE).name();
  }

  static Headers headers(Headers ofRecord, RecordMetadata source, RuntimeException reason) {
    return new DeadLetter(
            source.topic(), source.partition(), source.offset(), String.valueOf(reason))
        .headers(ofRecord);
  }

  @Override
  public void read(ProcessorContext<?, ?> context, Record<byte[], byte[]> record, Runnable keep) {
    try {
      patience.untilAnswered(() -> {
        keep.run();
        return true;
      });
    } catch (SerializationException | IllegalArgumentException e) {
      RecordMetadata source = context.recordMetadata().orElseThrow();
      meters.deadLetter(source.topic());
      LOG.atError()
          .addKeyValue("topic", source.topic())
          .addKeyValue(Topics.keyName(source.topic()), DeadLetter.keyText(record.key()))
          .log(
              "{}-{} at {} is a dead letter: {}",
              source.topic(),
              source.partition(),
              source.offset(),
              e.getMessage());
      publish(
          new ProducerRecord<>(
              topicFor(source.topic()),
              null,
              record.key(),
              record.value(),
              headers(record.headers(), source, e)));
    }
  }

  private void publish(ProducerRecord<byte[], byte[]> letter) {
    while (!patience.stopped()) {
      try {
        producer.send(letter).get();
        return;
      } catch (ExecutionException | KafkaException e) {
        LOG.warn("A dead letter cannot be written to {} yet", letter.topic(), e);
        patience.rest(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
