package io.iplive.notifier.kafka;

import io.iplive.notifier.delivery.OutageFact;
import io.iplive.notifier.message.Message;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.OutageEvent;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records of outages.v1. */
final class OutageAvro {

  private final AvroSerde<OutageEvent> events;

  OutageAvro(SchemaRegistry registry) {
    this.events = new AvroSerde<>(registry, OutageEvent.class);
  }

  /**
   * The outage opened or closed.
   *
   * @throws SerializationException when it cannot be decoded, or is neither: poison
   */
  OutageFact fact(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new SerializationException("An outage event without a value");
    }
    return fact(events.decode(record.topic(), record.value()));
  }

  static OutageFact fact(OutageEvent event) {
    return new OutageFact(
        event.getEventId(), event.getMonitorId(), event.getTargetId(), message(event));
  }

  private static @Nullable Message message(OutageEvent event) {
    return switch (event.getKind()) {
      case OPENED ->
          new Message.OutageOpened(
              event.getTargetId(),
              event.getSince().getEpochSecond(),
              event.getStatusCode(),
              event.getFailureCode());
      case CLOSED -> closed(event);
      case UNKNOWN ->
          throw new SerializationException("An outage event of a kind that is not known here");
    };
  }

  /** A stopped, removed or unpaid target did not recover: HTTP contacts are told nothing. */
  private static @Nullable Message closed(OutageEvent event) {
    Instant closedAt = event.getClosedAt();
    if (closedAt == null || event.getReason() == null) {
      throw new SerializationException("A closed outage without time or reason");
    }
    return event.getReason() == CloseReason.RECOVERED
        ? new Message.OutageClosed(event.getTargetId(), closedAt.getEpochSecond())
        : null;
  }
}
