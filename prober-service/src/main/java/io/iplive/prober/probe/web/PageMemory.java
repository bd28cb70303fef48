package io.iplive.prober.probe.web;

/** Where pages are kept that are looked at as a whole. */
public interface PageMemory {

  /** Takes so many bytes more, or nothing where there is not as much. */
  boolean take(long bytes);

  /** So many are needed no longer. */
  void giveBack(long bytes);
}
