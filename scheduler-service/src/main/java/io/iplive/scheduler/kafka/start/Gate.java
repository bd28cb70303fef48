package io.iplive.scheduler.kafka.start;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Opens, once, when a task has seen all that there was when it was assigned. */
public final class Gate {

  private final CompletableFuture<Map<String, Long>> line;
  private final Map<String, Long> seen = new HashMap<>();
  private boolean open;

  /** A closed gate before that line. */
  public Gate(CompletableFuture<Map<String, Long>> line) {
    this.line = line;
  }

  /** Takes note of a record that has been processed. */
  public void passed(String topic, long offset) {
    if (!open) {
      seen.merge(topic, offset, Math::max);
    }
  }

  /** Whether it has opened. */
  public boolean isOpen() {
    return open;
  }

  /** Opens if everything has been seen; says whether it opened just now. */
  public boolean opens() {
    if (open || !line.isDone()) {
      return false;
    }
    open =
        line.join().entrySet().stream()
            .allMatch(wanted -> seen.getOrDefault(wanted.getKey(), -1L) >= wanted.getValue());
    return open;
  }
}
