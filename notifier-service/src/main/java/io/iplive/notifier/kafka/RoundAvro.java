package io.iplive.notifier.kafka;

import io.iplive.notifier.round.ClosedRound;
import io.iplive.notifier.round.ClosedRound.Outcome;
import io.iplive.notifier.round.ClosedRound.RecordOutcome;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.TargetVerdict;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Records of rounds.v1. */
final class RoundAvro {

  private final AvroSerde<RoundEvent> events;

  RoundAvro(SchemaRegistry registry) {
    this.events = new AvroSerde<>(registry, RoundEvent.class);
  }

  /**
   * The closed round of an app's monitor; empty for tasks and for lifecycle facts.
   *
   * @throws SerializationException when it cannot be decoded or is incomplete: poison
   */
  Optional<ClosedRound> round(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new SerializationException("A round event without a value");
    }
    return round(events.decode(record.topic(), record.value()));
  }

  static Optional<ClosedRound> round(RoundEvent event) {
    if (event.getKind() != RoundEventKind.ROUND_CLOSED) {
      return Optional.empty();
    }
    RoundClosed closed = event.getClosed();
    if (closed == null) {
      throw new SerializationException("A closed round without the round");
    }
    return closed.getAppId() == null
        ? Optional.empty()
        : Optional.of(
            new ClosedRound(
                closed.getMonitorId(),
                closed.getRoundAt(),
                closed.getTargets().stream().map(RoundAvro::outcome).toList()));
  }

  private static RecordOutcome outcome(TargetVerdict target) {
    Outcome outcome =
        switch (target.getOutcome()) {
          case UP -> Outcome.UP;
          case DOWN -> Outcome.DOWN;
          case INCONCLUSIVE, UNKNOWN -> Outcome.INCONCLUSIVE;
          case CANCELLED -> Outcome.CANCELLED;
        };
    return new RecordOutcome(
        target.getTargetId(),
        target.getRecordId(),
        target.getPosition(),
        outcome,
        target.getResponseMillis());
  }
}
