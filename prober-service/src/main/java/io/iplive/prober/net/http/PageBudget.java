package io.iplive.prober.net.http;

import io.iplive.prober.probe.web.PageMemory;
import java.util.HashMap;
import java.util.Map;

/**
 * So many bytes at a time, over all probes; of them an account's may be {@link #SHARE} times what
 * is left free. Safe for use by several threads.
 */
public final class PageBudget {

  /** What an account's pages may be of the room that they leave free. */
  static final int SHARE = 4;

  private final long budget;
  private final Map<Long, Long> ofAccount = new HashMap<>();
  private long taken;
  private long refused;

  public PageBudget(long budget) {
    this.budget = budget;
  }

  /** What one account's pages are kept in. */
  public PageMemory of(long account) {
    return new PageMemory() {
      @Override
      public boolean take(long bytes) {
        return PageBudget.this.take(account, bytes);
      }

      @Override
      public void giveBack(long bytes) {
        PageBudget.this.giveBack(account, bytes);
      }
    };
  }

  private synchronized boolean take(long account, long bytes) {
    long after = ofAccount.getOrDefault(account, 0L) + bytes;
    if (after > SHARE * (budget - taken - bytes)) {
      refused++;
      return false;
    }
    taken += bytes;
    ofAccount.put(account, after);
    return true;
  }

  private synchronized void giveBack(long account, long bytes) {
    taken -= bytes;
    ofAccount.computeIfPresent(account, (_, before) -> before == bytes ? null : before - bytes);
  }

  /** Bytes taken now. */
  public synchronized long taken() {
    return taken;
  }

  /** Pages for which there was no room. */
  public synchronized long refused() {
    return refused;
  }
}
