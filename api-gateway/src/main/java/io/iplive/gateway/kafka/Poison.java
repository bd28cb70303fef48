package io.iplive.gateway.kafka;

import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
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
    DeadLetter where = new DeadLetter(record.topic(), record.partition(), record.offset(), reason);
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            letters.name(), null, record.key(), record.value(), where.headers(record.headers()));
    meters.counter("iplive.deadletters", "topic", record.topic()).increment();
    LOG.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue(Topics.keyName(record.topic()), DeadLetter.keyText(record.key()))
        .log(
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
}
