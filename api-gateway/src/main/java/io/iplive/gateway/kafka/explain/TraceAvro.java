package io.iplive.gateway.kafka.explain;

import io.iplive.gateway.explain.Trace;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.scheduler.RoundOpened;
import io.iplive.schemas.scheduler.RoundSkipped;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.verdict.PaceChanged;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.TargetVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record says that helps to explain its monitor. */
final class TraceAvro {

  private final AvroSerde<ScheduleEvent> schedule;
  private final AvroSerde<ProbeResult> results;
  private final AvroSerde<RoundEvent> rounds;
  private final AvroSerde<PaceChanged> paces;
  private final AvroSerde<DeliveryEvent> deliveries;
  private final AvroSerde<NodeHeartbeat> heartbeats;

  TraceAvro(SchemaRegistry registry) {
    this.schedule = new AvroSerde<>(registry, ScheduleEvent.class);
    this.results = new AvroSerde<>(registry, ProbeResult.class);
    this.rounds = new AvroSerde<>(registry, RoundEvent.class);
    this.paces = new AvroSerde<>(registry, PaceChanged.class);
    this.deliveries = new AvroSerde<>(registry, DeliveryEvent.class);
    this.heartbeats = new AvroSerde<>(registry, NodeHeartbeat.class);
  }

  /**
   * Empty for what explains nothing. Throws {@link
   * org.apache.kafka.common.errors.SerializationException} for poison.
   */
  Optional<Trace> trace(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    Instant at = Instant.ofEpochMilli(record.timestamp());
    byte[] value = record.value();
    if (value == null) {
      return Optional.empty();
    }
    if (topic.equals(Topics.SCHEDULE.name())) {
      return scheduled(at, schedule.decode(topic, value));
    }
    if (topic.equals(Topics.PROBE_RESULTS.name())) {
      return Optional.of(answered(at, results.decode(topic, value)));
    }
    if (topic.equals(Topics.ROUNDS.name())) {
      return Optional.ofNullable(rounds.decode(topic, value).getClosed())
          .map(round -> closed(at, round));
    }
    if (topic.equals(Topics.PACES.name())) {
      PaceChanged pace = paces.decode(topic, value);
      return Optional.of(new Trace.Paced(at, pace.getPace().name(), pace.getFailingTargets()));
    }
    if (topic.equals(Topics.DELIVERIES.name())) {
      return Optional.of(told(at, deliveries.decode(topic, value)));
    }
    NodeHeartbeat beat = heartbeats.decode(topic, value);
    return Optional.of(new Trace.Beat(at, beat.getNodeId(), beat.getSuspect()));
  }

  private static Optional<Trace> scheduled(Instant at, ScheduleEvent event) {
    RoundOpened opened = event.getOpened();
    RoundSkipped skipped = event.getSkipped();
    LifecycleFact fact = event.getLifecycle();
    if (opened != null) {
      return Optional.of(
          new Trace.Opened(
              at,
              opened.getRoundAt(),
              opened.getEpoch(),
              opened.getDefinitionVersion(),
              opened.getPace().name(),
              opened.getTargets().stream().map(RoundTarget::getTargetId).toList(),
              opened.getAskedNodes().stream().map(AskedNode::getNodeId).toList(),
              opened.getVotesNeeded(),
              Duration.ofMillis(opened.getLastsMillis())));
    }
    if (skipped != null) {
      return Optional.of(
          new Trace.Skipped(
              at, skipped.getRoundAt(), skipped.getReason().name(), skipped.getSlots()));
    }
    return fact == null
        ? Optional.empty()
        : Optional.of(
            new Trace.Changed(
                at, fact.getKind().name(), fact.getEpoch(), fact.getDefinitionVersion()));
  }

  private static Trace answered(Instant at, ProbeResult result) {
    return new Trace.Answered(
        at,
        result.getRoundAt(),
        result.getNodeId(),
        result.getTargetId(),
        result.getJudgement() + (result.getSuspect() ? " (suspect)" : ""),
        result.getStatusCode(),
        result.getFailureText(),
        result.getResponseMicros());
  }

  private static Trace closed(Instant at, RoundClosed round) {
    return new Trace.Closed(
        at, round.getRoundAt(), round.getTargets().stream().map(TraceAvro::outcome).toList());
  }

  private static Trace.Outcome outcome(TargetVerdict verdict) {
    return new Trace.Outcome(
        verdict.getTargetId(),
        verdict.getOutcome().name(),
        verdict.getDecidedBy().name(),
        verdict.getVotes().stream().map(vote -> vote.getNodeId() + ":" + vote.getKind()).toList());
  }

  private static Trace told(Instant at, DeliveryEvent event) {
    Long contact = event.getContactId();
    return new Trace.Told(
        at,
        event.getKind().name(),
        event.getNotice().name(),
        contact == null
            ? "app %d".formatted(event.getAppId())
            : "contact %d (%s)".formatted(contact, event.getContactType()),
        event.getAttempts(),
        event.getAnswerCode(),
        event.getError());
  }
}
