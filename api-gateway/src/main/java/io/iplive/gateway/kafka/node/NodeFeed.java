package io.iplive.gateway.kafka.node;

import io.iplive.gateway.job.Asked;
import io.iplive.gateway.job.BrokerUnavailableException;
import io.iplive.gateway.job.Job;
import io.iplive.gateway.job.JobFeed.Batch;
import io.iplive.gateway.job.JobLog;
import io.iplive.gateway.job.JobLog.Entry;
import io.iplive.gateway.job.Question;
import io.iplive.gateway.job.Questions;
import io.iplive.gateway.kafka.GatewayClients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One node's jobs in this process: the reading thread adds, calls of the node wait. Whoever needs
 * to know all that the topic holds by now draws a number; the reader looks up the topic's ends once
 * for all numbers drawn, and has served them when it has read that far.
 */
final class NodeFeed {

  private static final int MOST_JOBS = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final JobLog log = new JobLog(Questions.REMEMBERED);
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private Map<TopicPartition, Long> ends = Map.of();
  private long drawn;
  private long looked;
  private long served;
  private long polls;
  private Instant usedAt;
  private boolean closed;

  NodeFeed(Instant now) {
    this.usedAt = now;
  }

  /** The jobs from an offset on, or from now on. */
  Batch await(Optional<Long> after, Duration patience, Instant now) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lockInterruptibly();
    try {
      usedAt = now;
      long poll = ++polls;
      changed.signalAll();
      if (after.isEmpty()) {
        return new Batch(Cursor.of(position(GatewayClients.PATIENCE)), List.of());
      }
      long from = after.get();
      if (served == 0 || from > next()) {
        // Behind, or the topic is another one than the cursor is of.
        from = Math.min(from, position(GatewayClients.PATIENCE));
      }
      while (true) {
        List<Entry> entries = log.from(from, MOST_JOBS);
        if (!entries.isEmpty()) {
          return batch(entries);
        }
        long left = deadline - System.nanoTime();
        if (left <= 0 || closed || poll != polls) {
          return new Batch(Cursor.of(from), List.of());
        }
        changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Batch batch(List<Entry> entries) {
    List<Job> jobs = entries.stream().map(Entry::job).toList();
    return new Batch(Cursor.of(entries.getLast().offset() + 1), jobs);
  }

  /** Where the topic ends, once everything before it was read. */
  private long position(Duration patience) throws InterruptedException {
    awaitAll(patience);
    return next();
  }

  private long next() {
    return positions.values().stream().mapToLong(Long::longValue).sum();
  }

  private void awaitAll(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long number = ++drawn;
    while (served < number) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || closed) {
        throw new BrokerUnavailableException("A node's jobs could not be read in time");
      }
      changed.awaitNanos(left);
    }
  }

  /** Those of the questions that were asked; reads on if it does not know one. */
  Map<Question, Asked> asked(Set<Question> questions, Instant now) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      usedAt = now;
      Map<Question, Asked> known = known(questions);
      if (served == 0 || known.size() < questions.size()) {
        awaitAll(GatewayClients.PATIENCE);
        known = known(questions);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private Map<Question, Asked> known(Set<Question> questions) {
    Map<Question, Asked> known = new HashMap<>();
    questions.forEach(
        question -> log.asked(question).ifPresent(asked -> known.put(question, asked)));
    return known;
  }

  void answered(Set<Question> questions) {
    lock.lock();
    try {
      questions.forEach(log::answered);
    } finally {
      lock.unlock();
    }
  }

  /** Reader: whether somebody waits for the topic's ends to be looked up. */
  boolean wantsEnds() {
    lock.lock();
    try {
      return drawn > looked;
    } finally {
      lock.unlock();
    }
  }

  /** Reader: the number that a look-up begun now will serve. */
  long drawn() {
    lock.lock();
    try {
      return drawn;
    } finally {
      lock.unlock();
    }
  }

  /** Reader: where the topic ended after that number was drawn. */
  void endsAt(long number, Map<TopicPartition, Long> found) {
    lock.lock();
    try {
      looked = number;
      ends = Map.copyOf(found);
      serve();
    } finally {
      lock.unlock();
    }
  }

  /** Reader: a job; null for a record that is none. */
  void add(@Nullable Entry entry, Instant now) {
    lock.lock();
    try {
      if (entry != null) {
        log.add(entry, now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Reader: how far a partition was read. */
  void readTo(TopicPartition partition, long position) {
    lock.lock();
    try {
      Long before = positions.put(partition, position);
      if (before == null || before != position) {
        serve();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    boolean reached =
        !ends.isEmpty()
            && ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
    if (reached && served < looked) {
      served = looked;
      changed.signalAll();
    }
  }

  /** Reader: lets go of what is old; true when nobody has used the feed for so long. */
  boolean forget(Instant now, Duration unused) {
    lock.lock();
    try {
      log.forget(now);
      return usedAt.isBefore(now.minus(unused));
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
