package io.iplive.sla.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says now and then how far the reading is. Safe for use by several threads. */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final long EVERY = Duration.ofSeconds(2).toNanos();

  private final long offsets;
  private final AtomicLong passed = new AtomicLong();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong told = new AtomicLong(System.nanoTime());

  /**
   * At the beginning.
   *
   * @param offsets how many there are to pass
   */
  Progress(long offsets) {
    this.offsets = offsets;
  }

  /** So many records more, and so many offsets. */
  void read(long moreRecords, long moreOffsets) {
    long count = records.addAndGet(moreRecords);
    long done = passed.addAndGet(moreOffsets);
    long last = told.get();
    long now = System.nanoTime();
    if (now - last > EVERY && told.compareAndSet(last, now)) {
      LOG.info("{} % read, {} records", offsets == 0 ? 100 : done * 100 / offsets, count);
    }
  }
}
