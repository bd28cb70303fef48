package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.history.RollupFact;
import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.Rollup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Records of rollups.v1. */
public final class RollupAvro implements RecordReader<RollupFact> {

  private final AvroSerde<Rollup> events;

  /** Decodes with the schemas of {@code registry}. */
  public RollupAvro(SchemaRegistry registry) {
    this.events = new AvroSerde<>(registry, Rollup.class);
  }

  @Override
  public Topic topic() {
    return Topics.ROLLUPS;
  }

  @Override
  public RollupFact read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new SerializationException("A rollup without a value");
    }
    Rollup rollup = events.decode(record.topic(), record.value());
    Instant hour = rollup.getHour();
    if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
      throw new SerializationException("hour=%s, allowed a whole hour".formatted(hour));
    }
    return new RollupFact(
        rollup.getAccountId(),
        rollup.getTargetId(),
        hour,
        rollup.getThrough(),
        rollup.getComplete(),
        new Times(
            rollup.getUpMillis(),
            rollup.getDownMillis(),
            rollup.getInconclusiveMillis(),
            rollup.getUnmonitoredMillis(),
            rollup.getPausedMillis()),
        rollup.getChecks(),
        rollup.getChecksDown(),
        rollup.getOutagesOpened(),
        rollup.getResponse().getSumMillis(),
        rollup.getResponse().getBuckets());
  }
}
