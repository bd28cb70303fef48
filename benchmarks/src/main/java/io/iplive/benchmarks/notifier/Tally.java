package io.iplive.benchmarks.notifier;

import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.report.Percentiles;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each event was published and first heard of, by one clock. */
final class Tally {

  private static final int ROOM = 2_000_000;

  private final AtomicLongArray publishedAt = new AtomicLongArray(ROOM);
  private final AtomicLongArray heardAt = new AtomicLongArray(ROOM);
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();

  /** Takes down the next event; answers its number. */
  long publish(long at) {
    long number = published.getAndIncrement();
    publishedAt.set(place(number), at);
    return number;
  }

  void hear(long number, long at) {
    if (number < 0 || number >= published.get()) {
      throw new IllegalArgumentException("Nobody published " + number);
    }
    if (heardAt.compareAndSet(place(number), 0, at)) {
      heard.incrementAndGet();
    } else {
      repeats.incrementAndGet();
    }
  }

  private static int place(long number) {
    if (number >= ROOM) {
      throw new Complaint("this machine is faster than the benchmark has room for.");
    }
    return (int) number;
  }

  long published() {
    return published.get();
  }

  /** How many were heard of at least once. */
  long heard() {
    return heard.get();
  }

  /** How often one was heard of again. */
  long repeats() {
    return repeats.get();
  }

  /** From publication to receipt, of the events from that number on. */
  Percentiles latencies(long from) {
    Percentiles latencies = new Percentiles();
    long never = 0;
    for (long number = from; number < published.get(); number++) {
      long at = heardAt.get((int) number);
      if (at == 0) {
        never++;
      } else {
        latencies.add(TimeUnit.NANOSECONDS.toMillis(at - publishedAt.get((int) number)));
      }
    }
    latencies.addNever(never);
    return latencies;
  }
}
