package io.iplive.schemas;

import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records, as the broker's topic settings. */
public record Retention(Map<String, String> settings) {

  public Retention {
    settings = Map.copyOf(settings);
  }

  /** Deleted when older than {@code age}. */
  static Retention deleted(Duration age) {
    return new Retention(
        Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(age.toMillis())));
  }

  /** The newest record of a key is kept for ever, older ones at least {@code history}. */
  static Retention compacted(Duration history) {
    return new Retention(
        Map.of(
            "cleanup.policy",
            "compact",
            "min.compaction.lag.ms",
            Long.toString(history.toMillis())));
  }

  /** Everything is kept. */
  static Retention forEver() {
    return new Retention(
        Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
  }
}
