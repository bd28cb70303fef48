package io.iplive.sla.span;

import java.util.EnumMap;
import java.util.Map;

/**
 * How long it was what, in milliseconds.
 *
 * @param millis by kind; a kind that never was may be left out
 * @param expected how much of the time down was in announced maintenances
 */
public record Times(Map<Kind, Long> millis, long expected) {

  public static final Times NONE = new Times(Map.of(), 0);

  public Times {
    millis = Map.copyOf(millis);
  }

  public long of(Kind kind) {
    return millis.getOrDefault(kind, 0L);
  }

  public Times plus(Times other) {
    Map<Kind, Long> sums = new EnumMap<>(Kind.class);
    sums.putAll(millis);
    other.millis.forEach((kind, more) -> sums.merge(kind, more, Long::sum));
    return new Times(sums, expected + other.expected);
  }

  /** All of it. */
  public long sum() {
    return millis.values().stream().mapToLong(Long::longValue).sum();
  }
}
