package io.iplive.sla.history;

import java.util.Arrays;

/**
 * The outages of one target that touch the range, in their order; they never overlap. Held in plain
 * arrays, because a target that flaps has many.
 */
public final class Outages {

  /** Of an outage that has not ended. */
  public static final long OPEN = Long.MAX_VALUE;

  /** Takes a stretch of time, and which outage it lies in; -1: in none. */
  interface Stretch {
    void take(long from, long to, int outage);
  }

  /** How an outage ended. */
  public enum End {
    OPEN,
    RECOVERED,
    STOPPED,
    REMOVED,
    BALANCE
  }

  private static final int FIRST = 4;

  private long[] ids = new long[0];
  private long[] sinces = new long[0];
  private long[] untils = new long[0];
  private long[] expected = new long[0];
  private long[] unchecked = new long[0];
  private int[] codes = new int[0];
  private End[] ends = new End[0];
  private int count;

  /**
   * One began.
   *
   * @param code of the published list of failures; 0: none
   */
  void opened(long id, long since, int code) {
    if (count > 0 && ids[count - 1] == id) {
      return;
    }
    if (count == ids.length) {
      grow(count == 0 ? FIRST : count * 2);
    }
    ids[count] = id;
    sinces[count] = since;
    untils[count] = OPEN;
    expected[count] = 0;
    unchecked[count] = 0;
    codes[count] = code;
    ends[count] = End.OPEN;
    count++;
  }

  /** The newest one ended; one that had ended before the range is forgotten. */
  void closed(long id, long at, End end, long rangeStart) {
    if (count == 0 || ids[count - 1] != id) {
      return;
    }
    if (at <= rangeStart) {
      count--;
      return;
    }
    untils[count - 1] = at;
    ends[count - 1] = end;
  }

  private void grow(int size) {
    ids = Arrays.copyOf(ids, size);
    sinces = Arrays.copyOf(sinces, size);
    untils = Arrays.copyOf(untils, size);
    expected = Arrays.copyOf(expected, size);
    unchecked = Arrays.copyOf(unchecked, size);
    codes = Arrays.copyOf(codes, size);
    ends = Arrays.copyOf(ends, size);
  }

  public int count() {
    return count;
  }

  public long id(int outage) {
    return ids[outage];
  }

  public long since(int outage) {
    return sinces[outage];
  }

  /** When it ended; {@link #OPEN}: not yet. */
  public long until(int outage) {
    return untils[outage];
  }

  /** So much of it was announced. */
  void expect(int outage, long millis) {
    expected[outage] += millis;
  }

  /** How much of it, in the range, was in announced maintenances; milliseconds. */
  public long expected(int outage) {
    return expected[outage];
  }

  /** In so much of it no round came, though one was long due. */
  void unchecked(int outage, long millis) {
    unchecked[outage] += millis;
  }

  /** How much of it, in the range, was stale time; milliseconds, of what rounds tell alone. */
  public long unchecked(int outage) {
    return unchecked[outage];
  }

  /** Failure code in the round that opened it; 0: none. */
  public int code(int outage) {
    return codes[outage];
  }

  public End end(int outage) {
    return ends[outage];
  }

  /** Cuts a stretch of time where outages begin and end. */
  void cut(long from, long to, Stretch each) {
    long at = from;
    for (int i = firstAfter(from); i < count && sinces[i] < to && at < to; i++) {
      if (sinces[i] > at) {
        each.take(at, sinces[i], -1);
        at = sinces[i];
      }
      long end = Math.min(to, untils[i]);
      if (end > at) {
        each.take(at, end, i);
        at = end;
      }
    }
    if (at < to) {
      each.take(at, to, -1);
    }
  }

  /** The first outage that ends after a time. */
  private int firstAfter(long at) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (untils[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
