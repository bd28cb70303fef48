package io.iplive.gateway.kafka.node;

import io.iplive.gateway.job.Asked;
import io.iplive.gateway.job.BrokerUnavailableException;
import io.iplive.gateway.job.JobFeed;
import io.iplive.gateway.job.JobLog.Entry;
import io.iplive.gateway.job.Question;
import io.iplive.gateway.job.Questions;
import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.kafka.Poison;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeId;
import io.iplive.schemas.RegistryUnavailableException;
import io.iplive.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the job topics of the nodes that call here, one consumer for all, without a group. A node
 * that begins to call is read from as far back as its answers may reach; one that calls no more is
 * forgotten, and read again should it come back.
 */
public final class JobReader implements JobFeed, Questions, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobReader.class);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration TIDY_EVERY = Duration.ofSeconds(1);
  private static final Duration UNUSED = Duration.ofMinutes(2);
  private static final Duration LOOK_UP = Duration.ofSeconds(3);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final JobAvro avro;
  private final Poison poison;
  private final Clock clock;
  private final Map<NodeId, NodeFeed> feeds = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Of the thread alone: what is read, for whom. */
  private final Map<TopicPartition, NodeId> reading = new HashMap<>();

  private final Map<NodeId, Instant> retryAt = new HashMap<>();
  private Instant tidiedAt = Instant.MIN;

  /** A reader, not yet started. */
  public JobReader(GatewayClients clients, JobAvro avro, Poison poison, Clock clock) {
    this.consumers = clients::jobs;
    this.avro = avro;
    this.poison = poison;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("gateway-node-jobs").daemon().unstarted(this::run);
  }

  /** Starts reading. */
  public void start() {
    thread.start();
  }

  @Override
  public boolean isCursor(String text) {
    return Cursor.offset(text).isPresent();
  }

  @Override
  public Batch await(Node node, Optional<String> after, Duration patience)
      throws InterruptedException {
    return feed(node).await(after.flatMap(Cursor::offset), patience, clock.instant());
  }

  @Override
  public Map<Question, Asked> asked(Node node, Set<Question> questions)
      throws InterruptedException {
    return questions.isEmpty() ? Map.of() : feed(node).asked(questions, clock.instant());
  }

  @Override
  public void answered(Node node, Set<Question> questions) {
    feed(node).answered(questions);
  }

  private NodeFeed feed(Node node) {
    if (closing.getCount() == 0) {
      throw new BrokerUnavailableException("This gateway is about to stop");
    }
    return feeds.computeIfAbsent(node.id(), _ -> new NodeFeed(clock.instant()));
  }

  private void run() {
    try {
      while (!closed(Duration.ZERO)) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
          serve(consumer);
        } catch (InterruptException e) {
          throw new InterruptedException(e.getMessage());
        } catch (RuntimeException e) { // Whatever it is, nodes keep their cursors: from the start.
          LOG.warn("Jobs of remote nodes cannot be read, next try in {}", PAUSE, e);
          closed(PAUSE);
        }
        startAnew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waiting calls end, and come again. */
  private void startAnew() {
    reading.clear();
    retryAt.clear();
    List<NodeFeed> old = List.copyOf(feeds.values());
    feeds.clear();
    old.forEach(NodeFeed::close);
  }

  private void serve(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    while (!closed(Duration.ZERO)) {
      begin(consumer);
      lookUpEnds(consumer);
      if (reading.isEmpty()) {
        closed(POLL);
      } else {
        read(consumer);
      }
      tidy(consumer);
    }
  }

  private void begin(Consumer<byte[], byte[]> consumer) {
    Instant now = clock.instant();
    for (Map.Entry<NodeId, NodeFeed> entry : feeds.entrySet()) {
      NodeId node = entry.getKey();
      if (!reading.containsValue(node) && !retryAt.getOrDefault(node, now).isAfter(now)) {
        retryAt.put(node, now.plus(PAUSE));
        begin(consumer, node, entry.getValue(), now);
      }
    }
  }

  private void begin(Consumer<byte[], byte[]> consumer, NodeId node, NodeFeed feed, Instant now) {
    List<PartitionInfo> partitions =
        consumer.partitionsFor(Topics.probeJobs(node.value()).name(), LOOK_UP);
    if (partitions == null || partitions.isEmpty()) {
      LOG.warn("Node {} asks for jobs, but its topic is missing", node.value());
      return;
    }
    List<TopicPartition> topic =
        partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    long number = feed.drawn();
    Map<TopicPartition, Long> ends = consumer.endOffsets(topic, LOOK_UP);
    Map<TopicPartition, Long> times = new HashMap<>();
    topic.forEach(each -> times.put(each, now.minus(Questions.REMEMBERED).toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, LOOK_UP);
    topic.forEach(each -> reading.put(each, node));
    consumer.assign(reading.keySet());
    for (TopicPartition each : topic) {
      OffsetAndTimestamp start = starts.get(each);
      long end = ends.getOrDefault(each, 0L);
      consumer.seek(each, start == null ? end : Math.min(end, start.offset()));
      feed.readTo(each, consumer.position(each));
    }
    feed.endsAt(number, ends);
  }

  private void lookUpEnds(Consumer<byte[], byte[]> consumer) {
    Map<NodeId, Long> wanted = new HashMap<>();
    feeds.forEach((node, feed) -> {
      if (feed.wantsEnds() && reading.containsValue(node)) {
        wanted.put(node, feed.drawn());
      }
    });
    if (wanted.isEmpty()) {
      return;
    }
    List<TopicPartition> partitions =
        reading.entrySet().stream()
            .filter(entry -> wanted.containsKey(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOK_UP);
    wanted.forEach((node, number) -> {
      Map<TopicPartition, Long> own = new HashMap<>();
      ends.forEach((partition, end) -> {
        if (node.equals(reading.get(partition))) {
          own.put(partition, end);
        }
      });
      NodeFeed feed = feeds.get(node);
      if (feed != null) {
        feed.endsAt(number, own);
      }
    });
  }

  private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      NodeFeed feed = feedOf(new TopicPartition(record.topic(), record.partition()));
      if (feed != null) {
        feed.add(entry(record), clock.instant());
      }
    }
    for (TopicPartition partition : reading.keySet()) {
      NodeFeed feed = feedOf(partition);
      if (feed != null) {
        feed.readTo(partition, consumer.position(partition));
      }
    }
  }

  private @Nullable NodeFeed feedOf(TopicPartition partition) {
    NodeId node = reading.get(partition);
    return node == null ? null : feeds.get(node);
  }

  /** Null for poison; waits for a registry that is away. */
  private @Nullable Entry entry(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    byte @Nullable [] value = record.value();
    if (value == null) {
      poison.setAside(Topics.jobDeadLetters(), record, "A job without value");
      return null;
    }
    while (true) {
      try {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        return new Entry(record.offset(), appendedAt, avro.job(record.topic(), value));
      } catch (RegistryUnavailableException e) {
        LOG.warn("Jobs of remote nodes wait for the registry: {}", e.getMessage());
        if (closed(PAUSE)) {
          return null;
        }
      } catch (SerializationException | IllegalStateException e) {
        poison.setAside(Topics.jobDeadLetters(), record, String.valueOf(e.getMessage()));
        return null;
      }
    }
  }

  private void tidy(Consumer<byte[], byte[]> consumer) {
    Instant now = clock.instant();
    if (tidiedAt.plus(TIDY_EVERY).isAfter(now)) {
      return;
    }
    tidiedAt = now;
    List<NodeId> unused = new ArrayList<>();
    feeds.forEach((node, feed) -> {
      if (feed.forget(now, UNUSED)) {
        unused.add(node);
      }
    });
    if (unused.isEmpty()) {
      return;
    }
    for (NodeId node : unused) {
      NodeFeed feed = feeds.remove(node);
      if (feed != null) {
        feed.close();
      }
    }
    reading.values().removeAll(unused);
    retryAt.keySet().removeAll(unused);
    consumer.assign(reading.keySet());
  }

  private boolean closed(Duration patience) throws InterruptedException {
    return closing.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends the waiting of all calls, before the web server waits for them. */
  public void endCalls() {
    closing.countDown();
    feeds.values().forEach(NodeFeed::close);
  }

  @Override
  public void close() {
    endCalls();
    try {
      if (!thread.join(FAREWELL)) {
        thread.interrupt();
        thread.join(FAREWELL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
