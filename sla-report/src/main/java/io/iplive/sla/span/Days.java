package io.iplive.sla.span;

/** Time up and time down of a target by day of the range, in milliseconds. */
public final class Days {

  private final int[] up;
  private final int[] down;

  /** Of most targets nothing was. */
  private int[] expected = new int[0];

  Days(int days) {
    this.up = new int[days];
    this.down = new int[days];
  }

  void add(int day, Kind kind, long millis) {
    if (kind == Kind.UP) {
      up[day] += Math.toIntExact(millis);
    } else if (kind == Kind.DOWN) {
      down[day] += Math.toIntExact(millis);
    }
  }

  /** How many there are. */
  public int count() {
    return up.length;
  }

  public long up(int day) {
    return up[day];
  }

  public long down(int day) {
    return down[day];
  }

  void expect(int day, long millis) {
    if (expected.length == 0) {
      expected = new int[down.length];
    }
    expected[day] += Math.toIntExact(millis);
  }

  /** How much of the time down was announced. */
  public long expected(int day) {
    return expected.length == 0 ? 0 : expected[day];
  }
}
