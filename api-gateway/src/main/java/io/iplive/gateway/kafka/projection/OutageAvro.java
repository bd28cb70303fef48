package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.history.Evidence;
import io.iplive.gateway.history.OutageFact;
import io.iplive.gateway.history.OutageFact.End;
import io.iplive.gateway.history.OutageFact.Reason;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.OutageEvent;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records of outages.v1. */
public final class OutageAvro implements RecordReader<OutageFact> {

  private final AvroSerde<OutageEvent> events;

  /** Decodes with the schemas of {@code registry}. */
  public OutageAvro(SchemaRegistry registry) {
    this.events = new AvroSerde<>(registry, OutageEvent.class);
  }

  @Override
  public Topic topic() {
    return Topics.OUTAGES;
  }

  @Override
  public @Nullable OutageFact read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new SerializationException("An outage without a value");
    }
    OutageEvent event = events.decode(record.topic(), record.value());
    return switch (event.getKind()) {
      case OPENED -> fact(event, null);
      case CLOSED -> fact(event, end(event));
      case UNKNOWN -> throw new SerializationException("kind=UNKNOWN, allowed OPENED, CLOSED");
    };
  }

  private static OutageFact fact(OutageEvent event, @Nullable End end) {
    return new OutageFact(
        event.getOutageId(),
        event.getAccountId(),
        event.getAppId(),
        event.getGroupId(),
        event.getMonitorId(),
        event.getTargetId(),
        event.getRecordId(),
        event.getSince(),
        event.getStatusCode(),
        event.getFailureCode(),
        event.getFailureText(),
        evidence(event.getEvidence()),
        end);
  }

  private static @Nullable Evidence evidence(io.iplive.schemas.prober.@Nullable Evidence seen) {
    return seen == null
        ? null
        : new Evidence(
            seen.getNodeId(),
            seen.getRemoteAddress(),
            seen.getHead(),
            seen.getBody(),
            seen.getCertificates(),
            seen.getRedirects(),
            seen.getAddresses());
  }

  private static End end(OutageEvent event) {
    Instant closedAt = event.getClosedAt();
    CloseReason reason = event.getReason();
    if (closedAt == null || reason == null) {
      throw new SerializationException("CLOSED without closedAt or reason");
    }
    return new End(
        closedAt,
        switch (reason) {
          case RECOVERED -> Reason.RECOVERED;
          case REMOVED -> Reason.REMOVED;
          case BALANCE -> Reason.BALANCE;
          case STOPPED, UNKNOWN -> Reason.STOPPED;
        });
  }
}
