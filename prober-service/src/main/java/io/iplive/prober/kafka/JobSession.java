package io.iplive.prober.kafka;

import io.iplive.prober.kafka.TakenJob.Place;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.waiting.WaitingJobs;
import io.iplive.prober.probe.waiting.WaitingJobs.Waiting;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The life of one consumer: takes jobs, starts each at its due time, commits below the oldest one
 * whose result is not in the log. Confined to the polling thread, but for the queue of the done.
 */
final class JobSession implements ConsumerRebalanceListener, JobIntake.Sorted {

  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration BUSY = Duration.ofMillis(5);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration BROKER_CALL = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final NodeIdentity node;
  private final int maxInFlight;
  private final ProbeEngine engine;
  private final ResultPublisher results;
  private final Heartbeats heartbeats;
  private final ProberMetrics metrics;
  private final InstantSource clock;

  private final Commits commits;
  private final JobIntake intake;
  private final WaitingJobs<TakenJob> jobs;
  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private int jobPartitions;
  private boolean paused;
  private long nextLookNanos = System.nanoTime();

  private record Done(Place place, long account) {}

  JobSession(JobListener.Parts parts, Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.node = parts.node();
    this.maxInFlight = parts.maxInFlight();
    this.engine = parts.engine();
    this.results = parts.results();
    this.heartbeats = parts.heartbeats();
    this.metrics = parts.metrics();
    this.clock = parts.clock();
    this.commits = new Commits(consumer);
    this.intake = new JobIntake(node, parts.avro(), this);
    this.jobs = new WaitingJobs<>(maxInFlight);
  }

  /** Reads jobs until told to stop, then waits for those in flight. */
  void run(BooleanSupplier stopping, Duration drain) {
    consumer.subscribe(Set.of(node.jobTopic()), this);
    while (!stopping.getAsBoolean()) {
      take(consumer.poll(pollTime()));
      settle();
      intake.decode();
      startDue();
      // Those that wait are bounded apart: jobs of one account must not keep others' from being
      // read.
      steer(intake.size() + jobs.size() >= maxInFlight);
      commits.inPassing();
      report();
    }
    drain(System.nanoTime() + drain.toNanos());
  }

  private void drain(long untilNanos) {
    heartbeats.report(Presence.ABSENT);
    steer(true);
    while (jobs.running() > 0 && System.nanoTime() < untilNanos) {
      take(consumer.poll(BUSY));
      settle();
    }
    commits.now(consumer.assignment());
  }

  private Duration pollTime() {
    if (paused || jobs.running() >= maxInFlight) {
      return BUSY;
    }
    Instant nextDue = jobs.nextDue();
    if (nextDue == null) {
      return jobs.size() > 0 ? BUSY : IDLE;
    }
    Duration untilDue = Duration.between(clock.instant(), nextDue);
    return untilDue.isNegative() ? BUSY : untilDue.compareTo(IDLE) < 0 ? untilDue : IDLE;
  }

  private void take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> taken : records) {
      commits.taken(JobIntake.place(taken));
      intake.add(taken);
    }
  }

  /** Results in the log make room. */
  private void settle() {
    for (Done one = done.poll(); one != null; one = done.poll()) {
      jobs.ended(one.account);
      commits.finished(one.place);
    }
  }

  @Override
  public void good(TakenJob taken) {
    ProbeJob job = taken.job();
    jobs.add(new Waiting<>(taken, job.getAccountId(), job.getDueAt(), job.getStartBy()));
  }

  @Override
  public void sealed(Place place, ProbeJob job) {
    long account = job.getAccountId();
    jobs.occupy(account);
    Failure failure =
        new Failure(Fault.NODE_FAULT, null, "The node cannot read the check's secrets");
    results.publish(
        job,
        ProbeReport.notRun(failure, clock.instant()),
        false,
        () -> done.add(new Done(place, account)));
  }

  @Override
  public void poison(ConsumerRecord<byte[], byte[]> source, Place place, String reason) {
    long nobody = 0;
    jobs.occupy(nobody);
    results.setAside(source, reason, () -> done.add(new Done(place, nobody)));
  }

  private void startDue() {
    Instant now = clock.instant();
    for (Waiting<TakenJob> next = jobs.next(now, this::expired);
        next != null;
        next = jobs.next(now, this::expired)) {
      start(next);
    }
  }

  private void expired(TakenJob taken) {
    metrics.expired();
    commits.finished(taken.place());
  }

  private void start(Waiting<TakenJob> next) {
    ProbeJob job = next.job().job();
    Done end = new Done(next.job().place(), next.account());
    metrics.started();
    ProbeRequest request = next.job().request();
    engine.probe(
        request,
        report -> {
          metrics.finished(job.getDueAt(), report);
          results.publish(job, report, request.slow(report), () -> done.add(end));
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
    commits.now(partitions);
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    intake.forget(partitions);
    jobs.removeIf(taken -> partitions.contains(taken.place().partition()));
    commits.forget(partitions);
  }
}
