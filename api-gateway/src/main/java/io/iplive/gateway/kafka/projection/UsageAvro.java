package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.ledger.Charge;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.UsageCounted;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Records of usage.v1. */
public final class UsageAvro implements RecordReader<Charge> {

  private final AvroSerde<UsageCounted> events;

  /** Decodes with the schemas of {@code registry}. */
  public UsageAvro(SchemaRegistry registry) {
    this.events = new AvroSerde<>(registry, UsageCounted.class);
  }

  @Override
  public Topic topic() {
    return Topics.USAGE;
  }

  @Override
  public Charge read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new SerializationException("Usage without a value");
    }
    UsageCounted usage = events.decode(record.topic(), record.value());
    if (usage.getChecks() < 1) {
      throw new SerializationException("checks=%d, allowed from 1".formatted(usage.getChecks()));
    }
    Instant end = usage.getWindowStart().plusSeconds(usage.getWindowSeconds());
    return Charge.ofChecks(usage.getEventId(), usage.getAccountId(), end, usage.getChecks());
  }
}
