package io.iplive.scheduler.kafka.job;

import io.iplive.scheduler.schedule.ScheduleEvent.RoundOpened;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.scheduler.ProbeJob;
import io.micrometer.core.instrument.Counter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;

/**
 * One outbox a node, so that a slow or missing node delays only itself: a send may block until the
 * topic's metadata is there, and that must happen on nobody else's thread.
 */
public final class JobDispatcher implements Jobs, AutoCloseable {

  private final Map<Long, NodeOutbox> outboxes = new ConcurrentHashMap<>();
  private final Producer<byte[], byte[]> producer;
  private final AvroSerde<ProbeJob> serde;
  private final InstantSource clock;
  private final int capacity;
  private final Counter sent;
  private final Counter failed;

  /**
   * A dispatcher.
   *
   * @param producer with a short {@code max.block.ms} and {@code delivery.timeout.ms}
   * @param capacity jobs waiting, a node; more are counted as failed
   */
  public JobDispatcher(
      Producer<byte[], byte[]> producer,
      AvroSerde<ProbeJob> serde,
      InstantSource clock,
      int capacity,
      Counter sent,
      Counter failed) {
    this.producer = producer;
    this.serde = serde;
    this.clock = clock;
    this.capacity = capacity;
    this.sent = sent;
    this.failed = failed;
  }

  @Override
  public RoundInFlight dispatch(RoundOpened round) {
    RoundInFlight flight = new RoundInFlight(round.lastDue());
    for (ProbeJob job : JobAvro.jobs(round)) {
      outboxes.computeIfAbsent(job.getNodeId(), this::outbox).offer(job, flight);
    }
    return flight;
  }

  /** What the registry refused of whose jobs; a node's jobs end with that, the others' do not. */
  public List<String> refusals() {
    return outboxes.values().stream().map(NodeOutbox::refusal).filter(Objects::nonNull).toList();
  }

  @Override
  public void close() {
    outboxes.values().forEach(NodeOutbox::close);
  }

  private NodeOutbox outbox(long nodeId) {
    return new NodeOutbox(nodeId, producer, serde, clock, capacity, sent, failed);
  }
}
