package io.iplive.prober.kafka;

import io.iplive.prober.kafka.TakenJob.Place;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.schemas.RegistryUnavailableException;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one consumer: takes jobs, starts each at its due time, commits below the oldest one
 * whose result is not in the log. Confined to the polling thread, but for the queue of the done.
 */
final class JobSession implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(JobSession.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration BUSY = Duration.ofMillis(5);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(500);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration REGISTRY_BACK_OFF = Duration.ofMillis(500);
  private static final Duration BROKER_CALL = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final NodeIdentity node;
  private final int maxInFlight;
  private final ProbeEngine engine;
  private final ProbeAvro avro;
  private final ResultPublisher results;
  private final Heartbeats heartbeats;
  private final ProberMetrics metrics;
  private final InstantSource clock;

  private final Progress progress = new Progress();
  private final Deque<ConsumerRecord<byte[], byte[]>> undecoded = new ArrayDeque<>();
  private final PriorityQueue<TakenJob> waiting =
      new PriorityQueue<>(Comparator.comparing((TakenJob taken) -> taken.job().getDueAt()));
  private final Queue<Place> done = new ConcurrentLinkedQueue<>();
  private int inFlight;
  private int jobPartitions;
  private boolean paused;
  private long nextCommitNanos = System.nanoTime();
  private long nextLookNanos = System.nanoTime();
  private long nextDecodeNanos = System.nanoTime();

  JobSession(JobListener.Parts parts, Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.node = parts.node();
    this.maxInFlight = parts.maxInFlight();
    this.engine = parts.engine();
    this.avro = parts.avro();
    this.results = parts.results();
    this.heartbeats = parts.heartbeats();
    this.metrics = parts.metrics();
    this.clock = parts.clock();
  }

  /** Reads jobs until told to stop, then waits for those in flight. */
  void run(BooleanSupplier stopping, Duration drain) {
    consumer.subscribe(Set.of(node.jobTopic()), this);
    while (!stopping.getAsBoolean()) {
      take(consumer.poll(pollTime()));
      settle();
      decode();
      startDue();
      steer(undecoded.size() + waiting.size() + inFlight >= maxInFlight);
      commit(COMMIT_EVERY);
      report();
    }
    drain(System.nanoTime() + drain.toNanos());
  }

  private void drain(long untilNanos) {
    heartbeats.report(Presence.ABSENT);
    steer(true);
    while (inFlight > 0 && System.nanoTime() < untilNanos) {
      take(consumer.poll(BUSY));
      settle();
    }
    commitNow(consumer.assignment());
  }

  private Duration pollTime() {
    if (paused) {
      return BUSY;
    }
    TakenJob next = waiting.peek();
    if (next == null) {
      return IDLE;
    }
    Duration untilDue = Duration.between(clock.instant(), next.job().getDueAt());
    return untilDue.isNegative() ? BUSY : untilDue.compareTo(IDLE) < 0 ? untilDue : IDLE;
  }

  private void take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> taken : records) {
      progress.taken(place(taken));
      undecoded.add(taken);
    }
  }

  /** Results in the log make room. */
  private void settle() {
    for (Place place = done.poll(); place != null; place = done.poll()) {
      inFlight--;
      progress.finished(place);
    }
  }

  private void decode() {
    while (!undecoded.isEmpty() && System.nanoTime() - nextDecodeNanos >= 0) {
      ConsumerRecord<byte[], byte[]> head = undecoded.element();
      try {
        accept(head);
      } catch (RegistryUnavailableException e) {
        LOG.warn("Jobs wait: {}", e.getMessage());
        nextDecodeNanos = System.nanoTime() + REGISTRY_BACK_OFF.toNanos();
        return;
      } catch (SerializationException | IllegalArgumentException e) {
        setAside(head, String.valueOf(e.getMessage()));
      }
      undecoded.remove();
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> source) {
    byte @Nullable [] value = source.value();
    if (value == null) {
      throw new IllegalArgumentException("A job without a value");
    }
    ProbeJob job = avro.job(source.topic(), value);
    if (job.getNodeId() != node.nodeId()) {
      throw new IllegalArgumentException("A job of node " + job.getNodeId());
    }
    Place place = place(source);
    try {
      waiting.add(new TakenJob(place, job, avro.request(job)));
    } catch (IllegalStateException e) {
      LOG.error("Monitor {} cannot be probed: {}", job.getMonitorId(), e.getMessage());
      Failure failure =
          new Failure(Fault.NODE_FAULT, null, "The node cannot read the check's secrets");
      inFlight++;
      results.publish(job, ProbeReport.notRun(failure, clock.instant()), () -> done.add(place));
    }
  }

  private void setAside(ConsumerRecord<byte[], byte[]> poison, String reason) {
    LOG.error("Job at {} offset {} is set aside: {}", partition(poison), poison.offset(), reason);
    Place place = place(poison);
    inFlight++;
    results.setAside(poison, reason, () -> done.add(place));
  }

  private void startDue() {
    Instant now = clock.instant();
    for (TakenJob next = waiting.peek();
        next != null && inFlight < maxInFlight && !next.job().getDueAt().isAfter(now);
        next = waiting.peek()) {
      waiting.remove();
      if (now.isAfter(next.job().getStartBy())) {
        metrics.expired();
        progress.finished(next.place());
      } else {
        start(next);
      }
    }
  }

  private void start(TakenJob taken) {
    ProbeJob job = taken.job();
    ProbeRequest request = taken.request();
    Place place = taken.place();
    inFlight++;
    metrics.started();
    engine.probe(
        request,
        report -> {
          metrics.finished(job.getDueAt(), report);
          results.publish(job, report, () -> done.add(place));
        });
  }

  private void steer(boolean full) {
    if (full) {
      consumer.pause(consumer.assignment());
    } else if (paused) {
      consumer.resume(consumer.assignment());
    }
    paused = full;
  }

  private void commit(Duration every) {
    if (System.nanoTime() - nextCommitNanos < 0) {
      return;
    }
    nextCommitNanos = System.nanoTime() + every.toNanos();
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.uncommitted(consumer.assignment());
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (_, failure) -> {
            if (failure != null) {
              LOG.warn("Offsets are not committed yet: {}", failure.getMessage());
              progress.notCommitted(offsets.keySet());
            }
          });
    }
  }

  private void commitNow(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.uncommitted(partitions);
    try {
      consumer.commitSync(offsets, BROKER_CALL);
    } catch (KafkaException e) {
      LOG.warn("Offsets are not committed, some jobs may run twice: {}", e.getMessage());
    }
  }

  private void report() {
    if (System.nanoTime() - nextLookNanos >= 0) {
      nextLookNanos = System.nanoTime() + LOOK_EVERY.toNanos();
      jobPartitions = jobPartitions();
    }
    Set<TopicPartition> assigned = consumer.assignment();
    TreeSet<Integer> numbers = new TreeSet<>();
    assigned.forEach(partition -> numbers.add(partition.partition()));
    heartbeats.report(new Presence(Math.max(jobPartitions, numbers.size()), numbers));
  }

  private int jobPartitions() {
    try {
      return consumer.partitionsFor(node.jobTopic(), BROKER_CALL).size();
    } catch (KafkaException e) {
      return 0;
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    // The turn that polled reports the assignment.
  }

  /** Jobs not begun are left to the next reader. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    settle();
    commitNow(partitions);
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    undecoded.removeIf(taken -> partitions.contains(partition(taken)));
    waiting.removeIf(taken -> partitions.contains(taken.place().partition()));
    progress.forget(partitions);
  }

  private static Place place(ConsumerRecord<byte[], byte[]> taken) {
    return new Place(partition(taken), taken.offset());
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> taken) {
    return new TopicPartition(taken.topic(), taken.partition());
  }
}
