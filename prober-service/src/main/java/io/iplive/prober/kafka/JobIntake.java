package io.iplive.prober.kafka;

import io.iplive.prober.kafka.TakenJob.Place;
import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.RegistryUnavailableException;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From records to jobs, in their order; waits for a registry that is away. */
final class JobIntake {

  private static final Logger LOG = LoggerFactory.getLogger(JobIntake.class);
  private static final Duration REGISTRY_BACK_OFF = Duration.ofMillis(500);

  private final NodeIdentity node;
  private final ProbeAvro avro;
  private final Sorted sorted;
  private final Deque<ConsumerRecord<byte[], byte[]>> undecoded = new ArrayDeque<>();
  private long nextNanos = System.nanoTime();

  /** What a record can turn out to be. */
  interface Sorted {

    void good(TakenJob job);

    /** A good job whose secrets cannot be opened here. */
    void sealed(Place place, ProbeJob job);

    /** Nobody can run it. */
    void poison(ConsumerRecord<byte[], byte[]> source, Place place, String reason);
  }

  JobIntake(NodeIdentity node, ProbeAvro avro, Sorted sorted) {
    this.node = node;
    this.avro = avro;
    this.sorted = sorted;
  }

  void add(ConsumerRecord<byte[], byte[]> taken) {
    undecoded.add(taken);
  }

  int size() {
    return undecoded.size();
  }

  void forget(Collection<TopicPartition> partitions) {
    undecoded.removeIf(taken -> partitions.contains(place(taken).partition()));
  }

  void decode() {
    while (!undecoded.isEmpty() && System.nanoTime() - nextNanos >= 0) {
      ConsumerRecord<byte[], byte[]> head = undecoded.element();
      try {
        sort(head);
      } catch (RegistryUnavailableException e) {
        LOG.warn("Jobs wait: {}", e.getMessage());
        nextNanos = System.nanoTime() + REGISTRY_BACK_OFF.toNanos();
        return;
      } catch (SerializationException | IllegalArgumentException e) {
        LOG.atError()
            .addKeyValue("topic", head.topic())
            .addKeyValue(Topics.keyName(head.topic()), DeadLetter.keyText(head.key()))
            .log(
                "Job at {} offset {} is set aside: {}",
                place(head).partition(),
                head.offset(),
                e.getMessage());
        sorted.poison(head, place(head), String.valueOf(e.getMessage()));
      }
      undecoded.remove();
    }
  }

  private void sort(ConsumerRecord<byte[], byte[]> source) {
    byte @Nullable [] value = source.value();
    if (value == null) {
      throw new IllegalArgumentException("A job without a value");
    }
    ProbeJob job = avro.job(source.topic(), value);
    if (job.getNodeId() != node.nodeId()) {
      throw new IllegalArgumentException("A job of node " + job.getNodeId());
    }
    Place place = place(source);
    TakenJob taken;
    try {
      taken = new TakenJob(place, job, avro.request(job));
    } catch (IllegalStateException e) {
      LOG.atError()
          .addKeyValue("monitor", job.getMonitorId())
          .log("Monitor {} cannot be probed: {}", job.getMonitorId(), e.getMessage());
      sorted.sealed(place, job);
      return;
    }
    sorted.good(taken);
  }

  static Place place(ConsumerRecord<byte[], byte[]> taken) {
    return new Place(new TopicPartition(taken.topic(), taken.partition()), taken.offset());
  }
}
