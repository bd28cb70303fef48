package io.iplive.sla.maintenance;

/** A stretch of time in epoch milliseconds, its end not in it. */
public record Span(long from, long to) {

  /** What of it lies between two times; nothing is a stretch that ends before it begins. */
  Span within(long begin, long end) {
    return new Span(Math.max(from, begin), Math.min(to, end));
  }

  boolean isEmpty() {
    return from >= to;
  }
}
