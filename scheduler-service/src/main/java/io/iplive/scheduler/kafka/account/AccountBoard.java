package io.iplive.scheduler.kafka.account;

import io.iplive.scheduler.monitor.Standing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The newest standing of every account, written by the global thread, read by all tasks. */
public final class AccountBoard {

  private final Map<Long, Standing> standings = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  /** Of that account; null: nothing was heard of it. */
  public @Nullable Standing of(long accountId) {
    return standings.get(accountId);
  }

  /** Grows with every change. */
  public long changes() {
    return changes.get();
  }

  void put(long accountId, Standing standing) {
    Standing kept =
        standings.merge(
            accountId,
            standing,
            (before, next) -> next.version().isAfter(before.version()) ? next : before);
    if (kept.equals(standing)) {
      changes.incrementAndGet();
    }
  }
}
