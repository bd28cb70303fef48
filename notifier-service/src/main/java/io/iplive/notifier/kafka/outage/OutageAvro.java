package io.iplive.notifier.kafka.outage;

import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
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
    return fact(record.value());
  }

  /** The same of bytes that were kept. Throws as above. */
  OutageFact fact(byte @Nullable [] value) {
    if (value == null) {
      throw new SerializationException("An outage event without a value");
    }
    return fact(events.decode(Topics.OUTAGES.name(), value));
  }

  static OutageFact fact(OutageEvent event) {
    Message.OfOutage message = message(event);
    Instant at =
        message instanceof Message.OutageClosed(_, long closedAt, _)
            ? Instant.ofEpochSecond(closedAt)
            : event.getDecidedRoundAt();
    return new OutageFact(event.getEventId(), message, at);
  }

  private static Message.OfOutage message(OutageEvent event) {
    return switch (event.getKind()) {
      case OPENED -> new Message.OutageOpened(outage(event));
      case CLOSED -> closed(event);
      case UNKNOWN ->
          throw new SerializationException("An outage event of a kind that is not known here");
    };
  }

  private static Outage outage(OutageEvent event) {
    return new Outage(
        event.getOutageId(),
        event.getMonitorId(),
        event.getTargetId(),
        event.getRecordId(),
        event.getGroupId(),
        event.getSince().getEpochSecond(),
        event.getStatusCode(),
        event.getFailureCode(),
        event.getFailureText());
  }

  private static Message.OutageClosed closed(OutageEvent event) {
    Instant closedAt = event.getClosedAt();
    CloseReason reason = event.getReason();
    if (closedAt == null || reason == null) {
      throw new SerializationException("A closed outage without time or reason");
    }
    Ending ending =
        switch (reason) {
          case RECOVERED -> Ending.RECOVERED;
          case REMOVED -> Ending.REMOVED;
          case BALANCE -> Ending.BALANCE;
          case STOPPED, UNKNOWN -> Ending.STOPPED;
        };
    return new Message.OutageClosed(outage(event), closedAt.getEpochSecond(), ending);
  }
}
