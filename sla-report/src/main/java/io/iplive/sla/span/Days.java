package io.iplive.sla.span;

/** Time up and time down of a target by day of the range, in milliseconds. */
public final class Days {

  private final int[] up;
  private final int[] down;

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
}
