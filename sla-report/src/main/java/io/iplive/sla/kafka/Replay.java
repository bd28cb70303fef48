package io.iplive.sla.kafka;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.sla.asked.Question;
import io.iplive.sla.asked.Question.Format;
import io.iplive.sla.asked.Refusal;
import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ReportBuilder;
import io.iplive.sla.history.PartitionHistory;
import io.iplive.sla.kafka.Committed.Stretch;
import io.iplive.sla.maintenance.Span;
import io.iplive.sla.page.Page;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/**
 * Folds the topics into a report. All facts of a monitor are in one partition of each topic, so
 * partitions are read one after the other, as many at a time as there are processors, and what is
 * kept of one is small once it is read.
 */
public final class Replay {

  private static final List<Topic> OF_MONITORS =
      List.of(Topics.MONITORS, Topics.OUTAGES, Topics.DELIVERIES, Topics.ROUNDS, Topics.ROLLUPS);

  /** A round may be two days and a moment apart from the one before it, and still not be late. */
  private static final Duration ROUNDS_APART = Duration.ofHours(50);

  /** How long after its end an hour may be told for good. */
  private static final Duration HOURS_LATE = Duration.ofDays(5);

  private static final Duration NOTICES_LATE = Duration.ofDays(1);

  private final Question question;
  private final SchemaRegistry registry;
  private final Brokers brokers;
  private final Instant now;
  private final Grid grid;
  private final Map<TopicPartition, Long> begins = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private Progress progress = new Progress(0);
  private Map<Long, List<Span>> announced = Map.of();

  /**
   * Of one question.
   *
   * @param now what happened long before it would have been heard of
   */
  public Replay(Question question, SchemaRegistry registry, Brokers brokers, Instant now) {
    this.question = question;
    this.registry = registry;
    this.brokers = brokers;
    this.now = now;
    this.grid = Grid.of(question.range());
  }

  /** Reads up to what is committed now. */
  public Report report() throws InterruptedException, ExecutionException {
    Directory directory = new Directory(registry);
    Directory.Account account;
    int partitions;
    try (Committed topics = new Committed(brokers)) {
      partitions = bounds(topics);
      progress = new Progress(sum(ends) - sum(begins));
      whole(topics, Topics.ACCOUNTS, 0, directory::account);
      whole(topics, Topics.NODES, 0, directory::node);
      account = directory.find(question.account());
      MaintenanceReading maintenances = new MaintenanceReading(account.id(), registry);
      whole(topics, Topics.MAINTENANCES, 0, maintenances::event);
      announced = maintenances.announced().between(grid.range().start(), grid.range().end());
    }
    boolean all = question.formats().contains(Format.JSON);
    ReportBuilder report =
        new ReportBuilder(grid, question.terms(), all ? Integer.MAX_VALUE : Page.OUTAGES);
    read(account.id(), partitions, report);
    return report.report(account.name(), directory.addresses());
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private int bounds(Committed topics) {
    Set<Integer> counts = new HashSet<>();
    List<TopicPartition> all = new ArrayList<>();
    for (Topic topic : OF_MONITORS) {
      List<TopicPartition> partitions = topics.partitions(topic);
      counts.add(partitions.size());
      all.addAll(partitions);
    }
    all.addAll(topics.partitions(Topics.ACCOUNTS));
    all.addAll(topics.partitions(Topics.NODES));
    all.addAll(topics.partitions(Topics.MAINTENANCES));
    if (counts.size() != 1 || counts.contains(0)) {
      throw new Refusal(
          "The topics of monitors are not all there, or differ in their partitions: %s at %s."
              .formatted(counts, brokers.bootstrapServers()));
    }
    begins.putAll(topics.begins(all));
    ends.putAll(topics.ends(all));
    return counts.iterator().next();
  }

  private void read(long account, int partitions, ReportBuilder report)
      throws InterruptedException, ExecutionException {
    Set<Long> found = new HashSet<>();
    int threads = Math.min(partitions, Runtime.getRuntime().availableProcessors());
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> parts = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        int number = partition;
        parts.add(
            workers.submit(() -> {
              PartitionHistory history = partition(account, number, found);
              synchronized (report) {
                report.add(history);
              }
            }));
      }
      try {
        for (Future<?> part : parts) {
          part.get();
        }
      } finally {
        workers.shutdownNow();
      }
    }
    for (long monitor : question.monitors()) {
      if (!found.contains(monitor)) {
        throw Refusal.of("--monitor", Long.toString(monitor), "a monitor of that account");
      }
    }
  }

  private PartitionHistory partition(long account, int number, Set<Long> found) {
    Range range = grid.range();
    try (Committed topics = new Committed(brokers)) {
      Stretch rounds =
          since(topics, Topics.ROUNDS, number, range.from().minus(ROUNDS_APART), ROUNDS_APART);
      PartitionHistory history = new PartitionHistory(grid, rounds.begin() == 0);
      PartitionReading reading =
          new PartitionReading(account, question.monitors(), history, registry);
      whole(topics, Topics.MONITORS, number, reading::definition);
      whole(topics, Topics.OUTAGES, number, reading::outage);
      Stretch deliveries = since(topics, Topics.DELIVERIES, number, range.from(), NOTICES_LATE);
      topics.each(deliveries, reading::delivery, progress);
      if (question.rounds()) {
        topics.each(rounds, reading::round, progress);
      }
      topics.each(
          since(topics, Topics.ROLLUPS, number, range.from(), HOURS_LATE),
          reading::rollup,
          progress);
      history.finish(now.toEpochMilli(), announced);
      synchronized (found) {
        question.monitors().stream().filter(reading::has).forEach(found::add);
        history.targets().forEach(target -> found.add(target.monitor()));
      }
      return history;
    }
  }

  private void whole(Committed topics, Topic topic, int number, Committed.Reader reader) {
    TopicPartition partition = new TopicPartition(topic.name(), number);
    topics.each(
        new Stretch(partition, begin(partition), end(partition), Long.MAX_VALUE), reader, progress);
  }

  /** From an append time up to so long after the range. */
  private Stretch since(Committed topics, Topic topic, int number, Instant from, Duration after) {
    TopicPartition partition = new TopicPartition(topic.name(), number);
    long end = end(partition);
    long begin = topics.since(partition, from.toEpochMilli(), end);
    progress.read(0, begin - begin(partition));
    return new Stretch(partition, begin, end, grid.range().to().plus(after).toEpochMilli());
  }

  private long begin(TopicPartition partition) {
    return begins.getOrDefault(partition, 0L);
  }

  private long end(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }
}
