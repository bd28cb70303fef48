package io.iplive.prober.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Results that no gateway has taken yet, oldest first; bounded by their age, beyond which no
 * gateway wants them, and by their size. Safe for use by several threads.
 */
final class ResultBuffer {

  static final Duration OLDEST = Duration.ofMinutes(10);

  private static final long MOST_BYTES = 32L << 20;

  private final Lock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long nextNumber;
  private long bytes;
  private long dropped;

  /**
   * A result.
   *
   * @param number in the order of their coming
   * @param encoded element of the list, as it stands in a form
   */
  record Entry(long number, String encoded, Instant roundAt) {}

  void add(String encoded, Instant roundAt) {
    lock.lock();
    try {
      entries.addLast(new Entry(nextNumber++, encoded, roundAt));
      bytes += encoded.length();
      while (bytes > MOST_BYTES) {
        dropFirst();
      }
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void dropFirst() {
    bytes -= entries.removeFirst().encoded.length();
    dropped++;
  }

  /** The oldest ones, at most so many and so long; waits a while for the first. */
  List<Entry> oldest(int most, int mostBytes, Duration patience, Supplier<Instant> now)
      throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (entries.isEmpty() && left > 0) {
        left = added.awaitNanos(left);
      }
      Instant tooOld = now.get().minus(OLDEST);
      while (!entries.isEmpty() && entries.getFirst().roundAt.isBefore(tooOld)) {
        dropFirst();
      }
      return first(most, mostBytes);
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> first(int most, int mostBytes) {
    List<Entry> batch = new ArrayList<>();
    long length = 0;
    for (Entry entry : entries) {
      length += entry.encoded.length();
      if (batch.size() == most || (length > mostBytes && !batch.isEmpty())) {
        break;
      }
      batch.add(entry);
    }
    return batch;
  }

  /** A gateway took them, or never will. */
  void remove(List<Entry> batch) {
    lock.lock();
    try {
      long last = batch.getLast().number;
      while (!entries.isEmpty() && entries.getFirst().number <= last) {
        bytes -= entries.removeFirst().encoded.length();
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** Those that no gateway ever took. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
