package io.iplive.prober.net.http;

import io.iplive.prober.probe.web.PageMemory;
import java.util.concurrent.atomic.AtomicLong;

/** So many bytes at a time, over all probes. Safe for use by several threads. */
public final class PageBudget implements PageMemory {

  private final long budget;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  public PageBudget(long budget) {
    this.budget = budget;
  }

  @Override
  public boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= budget) {
      return true;
    }
    giveBack(bytes);
    refused.incrementAndGet();
    return false;
  }

  @Override
  public void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Bytes taken now. */
  public long taken() {
    return taken.get();
  }

  /** Pages for which there was no room. */
  public long refused() {
    return refused.get();
  }
}
