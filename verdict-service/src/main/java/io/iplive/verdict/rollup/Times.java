package io.iplive.verdict.rollup;

/** How much of an hour was what, in milliseconds. */
public record Times(int up, int down, int inconclusive, int unmonitored, int paused) {

  static final Times NONE = new Times(0, 0, 0, 0, 0);

  Times with(Span span, int millis) {
    return switch (span) {
      case UP -> new Times(up + millis, down, inconclusive, unmonitored, paused);
      case DOWN -> new Times(up, down + millis, inconclusive, unmonitored, paused);
      case INCONCLUSIVE -> new Times(up, down, inconclusive + millis, unmonitored, paused);
      case UNMONITORED -> new Times(up, down, inconclusive, unmonitored + millis, paused);
      case PAUSED -> new Times(up, down, inconclusive, unmonitored, paused + millis);
    };
  }

  Times plus(Times other) {
    return new Times(
        up + other.up,
        down + other.down,
        inconclusive + other.inconclusive,
        unmonitored + other.unmonitored,
        paused + other.paused);
  }

  /** All of it. */
  public int sum() {
    return up + down + inconclusive + unmonitored + paused;
  }
}
