package io.iplive.sla.span;

/** Time up and time down of all targets together, cell by cell. */
public final class Heat {

  private final long[] up;
  private final long[] down;
  private final long[] expected;

  public Heat(Grid grid) {
    this.up = new long[grid.size()];
    this.down = new long[grid.size()];
    this.expected = new long[grid.size()];
  }

  void add(int cell, Kind kind, long millis) {
    if (kind == Kind.UP) {
      up[cell] += millis;
    } else if (kind == Kind.DOWN) {
      down[cell] += millis;
    }
  }

  void expect(int cell, long millis) {
    expected[cell] += millis;
  }

  public void add(Heat other) {
    for (int cell = 0; cell < up.length; cell++) {
      up[cell] += other.up[cell];
      down[cell] += other.down[cell];
      expected[cell] += other.expected[cell];
    }
  }

  public long up(int cell) {
    return up[cell];
  }

  public long down(int cell) {
    return down[cell];
  }

  /** How much of the time down was announced. */
  public long expected(int cell) {
    return expected[cell];
  }
}
