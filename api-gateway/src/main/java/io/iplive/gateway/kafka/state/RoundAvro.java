package io.iplive.gateway.kafka.state;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.RoundFact;
import io.iplive.gateway.state.RoundFact.Addressed;
import io.iplive.gateway.state.RoundFact.Ending;
import io.iplive.gateway.state.RoundFact.Kind;
import io.iplive.gateway.state.RoundFact.Outcome;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.verdict.DegradedChanged;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.TargetVerdict;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records of rounds.v1, as far as states need them. */
public final class RoundAvro {

  private final AvroSerde<RoundEvent> rounds;

  /** With schemas of that registry. */
  public RoundAvro(SchemaRegistry registry) {
    this.rounds = new AvroSerde<>(registry, RoundEvent.class);
  }

  /**
   * The fact in a record; empty for a kind that states do not need, or that is not known here.
   *
   * @throws SerializationException when it cannot be decoded or lacks its part: poison
   */
  Optional<RoundFact> fact(byte[] bytes) {
    RoundEvent event = rounds.decode(Topics.ROUNDS.name(), bytes);
    return switch (event.getKind()) {
      case ROUND_CLOSED -> Optional.of(closed(present(event.getClosed())));
      case LIFECYCLE -> changed(present(event.getLifecycle()));
      case DEGRADED_STARTED -> Optional.of(degraded(present(event.getDegraded()), event, true));
      case DEGRADED_STOPPED -> Optional.of(degraded(present(event.getDegraded()), event, false));
      case FLAPPING_STARTED, FLAPPING_STOPPED, UNKNOWN -> Optional.empty();
    };
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new SerializationException("A record of rounds.v1 lacks the part that its kind names");
    }
    return part;
  }

  private static RoundFact degraded(DegradedChanged changed, RoundEvent event, boolean degraded) {
    return new RoundFact.Degraded(
        event.getMonitorId(), new TargetId(changed.getTargetId()), degraded, changed.getAt());
  }

  private static RoundFact closed(RoundClosed round) {
    return new RoundFact.Closed(
        round.getMonitorId(),
        round.getRoundAt(),
        round.getNumError(),
        round.getNumOk(),
        Duration.ofSeconds(round.getPeriodSeconds()),
        round.getTargets().stream().map(RoundAvro::ending).toList());
  }

  private static Ending ending(TargetVerdict verdict) {
    Integer status = verdict.getStatusCode();
    return new Ending(
        new TargetId(verdict.getTargetId()),
        verdict.getAddressVersion(),
        switch (verdict.getOutcome()) {
          case UP -> Outcome.UP;
          case DOWN -> Outcome.DOWN;
          case INCONCLUSIVE -> Outcome.INCONCLUSIVE;
          case CANCELLED, UNKNOWN -> Outcome.CANCELLED;
        },
        status == null ? 0 : status,
        verdict.getResponseMillis());
  }

  private static Optional<RoundFact> changed(LifecycleFact fact) {
    Optional<Kind> kind =
        switch (fact.getKind()) {
          case STARTED -> Optional.of(Kind.STARTED);
          case CHANGED -> Optional.of(Kind.CHANGED);
          case PAUSED, SUSPENDED -> Optional.of(Kind.RESTING);
          case STOPPED -> Optional.of(Kind.STOPPED);
          case TARGETS_REMOVED -> Optional.of(Kind.TARGETS_REMOVED);
          case TARGETS_MOVED -> Optional.of(Kind.TARGETS_MOVED);
          case UNKNOWN -> Optional.empty();
        };
    return kind.map(known ->
        new RoundFact.Changed(
            fact.getMonitorId(),
            known,
            fact.getCommandAt(),
            fact.getTargets().stream()
                .map(each ->
                    new Addressed(new TargetId(each.getTargetId()), each.getAddressVersion()))
                .toList()));
  }
}
