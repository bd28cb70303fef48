package io.iplive.gateway.kafka.explain;

import io.iplive.gateway.explain.Definition;
import io.iplive.gateway.explain.Trace;
import io.iplive.gateway.explain.TraceLog;
import io.iplive.gateway.explain.Traces;
import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the monitor's partition of each topic from some periods back, and from no further than a
 * bound that keeps a call short where partitions are busy. Only what has the monitor's key is
 * decoded.
 */
public final class KafkaTraceLog implements TraceLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTraceLog.class);

  private static final List<Topic> OF_MONITORS =
      List.of(Topics.SCHEDULE, Topics.PROBE_RESULTS, Topics.ROUNDS, Topics.DELIVERIES);
  private static final byte[] TICK = "tick".getBytes(StandardCharsets.UTF_8);
  private static final Duration LEAST_BACK = Duration.ofMinutes(5);
  private static final Duration MOST_BACK = Duration.ofHours(24);
  private static final int PERIODS_BACK = 3;
  private static final Duration BEATS_BACK = Duration.ofSeconds(15);
  private static final long MOST_RECORDS = 200_000;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  /** Each has a consumer of its own, with its buffers. */
  private static final int AT_ONCE = 4;

  private final Semaphore reading = new Semaphore(AT_ONCE);
  private final GatewayClients clients;
  private final TraceAvro avro;
  private final Clock clock;

  /** Of that broker. */
  public KafkaTraceLog(GatewayClients clients, SchemaRegistry registry, Clock clock) {
    this.clients = clients;
    this.avro = new TraceAvro(registry);
    this.clock = clock;
  }

  @Override
  public Traces of(Definition monitor) {
    if (!reading.tryAcquire()) {
      throw new UnavailableException(
          new TimeoutException("%d explanations are being read".formatted(AT_ONCE)));
    }
    try {
      return read(monitor);
    } finally {
      reading.release();
    }
  }

  private Traces read(Definition monitor) {
    byte[] key = Long.toString(monitor.monitorId()).getBytes(StandardCharsets.UTF_8);
    Instant now = clock.instant();
    Instant since = now.minus(back(monitor));
    try (Consumer<byte[], byte[]> consumer = clients.published()) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic topic : OF_MONITORS) {
        partitions.add(partition(consumer, topic, key));
      }
      TopicPartition pace = partition(consumer, Topics.PACES, key);
      TopicPartition beats = new TopicPartition(Topics.NODE_HEARTBEATS.name(), 0);
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(each -> times.put(each, since.toEpochMilli()));
      times.put(beats, now.minus(BEATS_BACK).toEpochMilli());
      partitions.add(beats);
      partitions.add(pace); // However old the newest pace is, it is in force.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
      consumer.assign(partitions);
      boolean whole = true;
      for (TopicPartition each : partitions) {
        long end = ends.getOrDefault(each, 0L);
        OffsetAndTimestamp start = starts.get(each);
        long from = start != null ? start.offset() : times.containsKey(each) ? end : 0;
        long first = Math.max(begins.getOrDefault(each, 0L), end - MOST_RECORDS);
        consumer.seek(each, Math.min(end, Math.max(first, from)));
        whole &= !each.topic().equals(Topics.SCHEDULE.name()) || first <= from;
      }
      return read(consumer, ends, key, whole ? since : now, now);
    } catch (KafkaException e) {
      throw new UnavailableException(e);
    }
  }

  /**
   * Reads to the ends.
   *
   * @param latest how far back it surely reads; the first tick tells how far where that is not
   *     known
   */
  private Traces read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      byte[] key,
      Instant latest,
      Instant begun) {
    List<Trace> traces = new ArrayList<>();
    Instant since = latest;
    Instant tick = null;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (!clock.instant().isBefore(begun.plus(PATIENCE))) {
        throw new UnavailableException(
            new TimeoutException("The topics are not read to their ends"));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (Arrays.equals(TICK, record.key())) {
          if (!record.topic().equals(Topics.SCHEDULE.name())) {
            continue;
          }
          tick = Instant.ofEpochMilli(record.timestamp());
          since = tick.isBefore(since) ? tick : since;
        } else if (Arrays.equals(key, record.key())
            || record.topic().equals(Topics.NODE_HEARTBEATS.name())) {
          add(traces, record);
        }
      }
    }
    return new Traces(since, tick, traces);
  }

  private void add(List<Trace> traces, ConsumerRecord<byte[], byte[]> record) {
    try {
      avro.trace(record).ifPresent(traces::add);
    } catch (SerializationException e) {
      LOG.info(
          "{}-{} at {} explains nothing: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private static Duration back(Definition monitor) {
    Duration wanted = monitor.period().multipliedBy(PERIODS_BACK);
    Duration most = wanted.compareTo(MOST_BACK) > 0 ? MOST_BACK : wanted;
    return most.compareTo(LEAST_BACK) < 0 ? LEAST_BACK : most;
  }

  /** As every producer of these topics chooses it. */
  private static TopicPartition partition(
      Consumer<byte[], byte[]> consumer, Topic topic, byte[] key) {
    int count = consumer.partitionsFor(topic.name()).size();
    if (count == 0) {
      throw new UnknownTopicOrPartitionException(topic.name());
    }
    return new TopicPartition(topic.name(), Utils.toPositive(Utils.murmur2(key)) % count);
  }
}
