package io.iplive.gateway.kafka;

import io.iplive.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records that cannot be read aside, with where they came from and why. */
public final class Poison {

  private static final Logger LOG = LoggerFactory.getLogger(Poison.class);

  private final Producer<byte[], byte[]> producer;
  private final MeterRegistry meters;

  /** Through that producer. */
  public Poison(Producer<byte[], byte[]> producer, MeterRegistry meters) {
    this.producer = producer;
    this.meters = meters;
  }

  /** Does not wait until it is written: each replica that reads the record does the same. */
  public void setAside(Topic letters, ConsumerRecord<byte[], byte[]> record, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(letters.name(), record.key(), record.value());
    letter.headers().add("iplive-topic", bytes(record.topic()));
    letter.headers().add("iplive-partition", bytes(Integer.toString(record.partition())));
    letter.headers().add("iplive-offset", bytes(Long.toString(record.offset())));
    letter.headers().add("iplive-reason", bytes(reason));
    meters.counter("iplive.deadletters", "topic", letters.name()).increment();
    LOG.error(
        "{}-{} at {} is a dead letter: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
    var _ =
        producer.send(
            letter,
            (_, failure) -> {
              if (failure != null) {
                LOG.error("A dead letter could not be written: {}", failure.getMessage());
              }
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
