package io.iplive.gateway.kafka.node;

import io.iplive.gateway.job.Asked;
import io.iplive.gateway.job.BrokerUnavailableException;
import io.iplive.gateway.job.JobFeed;
import io.iplive.gateway.job.JobLog.Entry;
import io.iplive.gateway.job.Question;
import io.iplive.gateway.job.Questions;
import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.kafka.Poison;
import io.iplive.gateway.kafka.node.OffsetLookups.Answer.Failed;
import io.iplive.gateway.kafka.node.OffsetLookups.Answer.Found;
import io.iplive.gateway.kafka.node.OffsetLookups.Offsets;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private static final Duration SHORT_POLL = Duration.ofMillis(5);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration TIDY_EVERY = Duration.ofSeconds(1);
  private static final Duration UNUSED = Duration.ofMinutes(2);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final GatewayClients clients;
  private final JobAvro avro;
  private final Poison poison;
  private final Clock clock;
  private final Map<NodeId, NodeFeed> feeds = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Of the thread alone: what is read, for whom. */
  private final Map<TopicPartition, NodeId> reading = new HashMap<>();

  private Instant tidiedAt = Instant.MIN;

  /** A reader, not yet started. */
  public JobReader(GatewayClients clients, JobAvro avro, Poison poison, Clock clock) {
    this.clients = clients;
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
        try (Consumer<byte[], byte[]> consumer = clients.jobs();
            OffsetLookups lookups = new OffsetLookups(clients.lookups())) {
          serve(consumer, lookups);
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
    List<NodeFeed> old = List.copyOf(feeds.values());
    feeds.clear();
    old.forEach(NodeFeed::close);
  }

  private void serve(Consumer<byte[], byte[]> consumer, OffsetLookups lookups)
      throws InterruptedException {
    while (!closed(Duration.ZERO)) {
      ask(lookups);
      for (OffsetLookups.Answer answer : lookups.answers(clock.instant())) {
        take(consumer, answer);
      }
      Duration patience = lookups.isAnyAwaited() ? SHORT_POLL : POLL;
      if (reading.isEmpty()) {
        closed(patience);
      } else {
        read(consumer, patience);
      }
      tidy(consumer, lookups);
    }
  }

  /** Where topics begin that are not read yet, and where those end of which somebody waits. */
  private void ask(OffsetLookups lookups) {
    Instant now = clock.instant();
    feeds.forEach((node, feed) -> {
      if (!lookups.mayAsk(node, now)) {
        return;
      }
      if (reading.containsValue(node)) {
        if (feed.wantsEnds()) {
          lookups.ends(node, feed.drawn(), partitions(node));
        }
      } else {
        lookups.begin(node, feed.drawn(), now.minus(Questions.REMEMBERED));
      }
    });
  }

  private List<TopicPartition> partitions(NodeId node) {
    return reading.entrySet().stream()
        .filter(entry -> entry.getValue().equals(node))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void take(Consumer<byte[], byte[]> consumer, OffsetLookups.Answer answer) {
    NodeId node = answer.node();
    NodeFeed feed = feeds.get(node);
    switch (answer) {
      case Found(_, long number, Offsets offsets) when feed != null -> {
        begin(consumer, node, feed, offsets.starts());
        feed.endsAt(number, offsets.ends());
      }
      case Failed(_, String reason) when feed != null -> {
        LOG.warn("Jobs of node {} cannot be read: {}", node.value(), reason);
        if (reading.values().removeAll(List.of(node))) { // From the start, for this one alone.
          consumer.assign(reading.keySet());
          feeds.remove(node);
          feed.close();
        }
      }
      case Found _, Failed _ -> {} // It was forgotten meanwhile.
    }
  }

  private void begin(
      Consumer<byte[], byte[]> consumer,
      NodeId node,
      NodeFeed feed,
      Map<TopicPartition, Long> starts) {
    if (starts.isEmpty()) {
      return;
    }
    starts.keySet().forEach(each -> reading.put(each, node));
    consumer.assign(reading.keySet());
    starts.forEach((partition, start) -> {
      consumer.seek(partition, start);
      feed.readTo(partition, start);
    });
  }

  private void read(Consumer<byte[], byte[]> consumer, Duration patience)
      throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
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

  private void tidy(Consumer<byte[], byte[]> consumer, OffsetLookups lookups) {
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
    unused.forEach(lookups::forget);
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
