package io.iplive.scheduler.kafka.start;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Where the input stood when a task was assigned. */
@FunctionalInterface
public interface StartLine {

  /**
   * Asks, without blocking, which record of each topic a task of this partition must have seen
   * before it emits anything: topic to offset; a topic with nothing left to read is absent.
   */
  CompletableFuture<Map<String, Long>> of(int partition);
}
