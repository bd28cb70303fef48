package io.iplive.scheduler.kafka.account;

import io.iplive.scheduler.hash.Hash;
import java.util.function.LongConsumer;

/**
 * A set of ids: open addressing over the numbers themselves, at most two thirds full, because an
 * account may have a hundred thousand monitors and there may be a million altogether.
 */
final class MonitorIds {

  private static final int SMALLEST = 4;

  /** An empty place; the id that is the same is kept beside. */
  private static final long NONE = 0;

  private long[] places = new long[SMALLEST];
  private boolean hasNone;
  private int size;

  boolean isEmpty() {
    return size == 0 && !hasNone;
  }

  void add(long id) {
    if (id == NONE) {
      hasNone = true;
    } else if (places[place(id)] != id) {
      if (3 * (size + 1) > 2 * places.length) {
        grow();
      }
      places[place(id)] = id;
      size++;
    }
  }

  void remove(long id) {
    if (id == NONE) {
      hasNone = false;
      return;
    }
    int gap = place(id);
    if (places[gap] == id) {
      places[gap] = NONE;
      size--;
      closeUp(gap);
    }
  }

  void forEach(LongConsumer taker) {
    if (hasNone) {
      taker.accept(NONE);
    }
    for (long id : places) {
      if (id != NONE) {
        taker.accept(id);
      }
    }
  }

  /** Moves into the gap what was put behind it only because it was taken. */
  private void closeUp(int begin) {
    int gap = begin;
    for (int at = following(gap); places[at] != NONE; at = following(at)) {
      if (distance(home(places[at]), at) >= distance(gap, at)) {
        places[gap] = places[at];
        places[at] = NONE;
        gap = at;
      }
    }
  }

  private void grow() {
    long[] before = places;
    places = new long[2 * before.length];
    for (long id : before) {
      if (id != NONE) {
        places[place(id)] = id;
      }
    }
  }

  /** Where an id is, or would be put. */
  private int place(long id) {
    int at = home(id);
    while (places[at] != NONE && places[at] != id) {
      at = following(at);
    }
    return at;
  }

  private int home(long id) {
    return (int) Hash.mix(id) & (places.length - 1);
  }

  private int following(int place) {
    return (place + 1) & (places.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (places.length - 1);
  }
}
