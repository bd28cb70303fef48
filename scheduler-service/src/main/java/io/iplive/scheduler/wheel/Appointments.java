package io.iplive.scheduler.wheel;

import io.iplive.scheduler.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Appointments by monitor: open addressing over the appointments themselves, at most two thirds
 * full. A million of them take 8 MB here, where a map would take 50.
 */
final class Appointments {

  private static final int SMALLEST = 64;

  private @Nullable Appointment[] places = new @Nullable Appointment[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  @Nullable Appointment get(long monitorId) {
    return places[place(monitorId)];
  }

  /** The one of a monitor, made if there is none. */
  Appointment of(long monitorId) {
    Appointment known = get(monitorId);
    if (known != null) {
      return known;
    }
    if (3 * (size + 1) > 2 * places.length) {
      grow();
    }
    Appointment added = new Appointment(monitorId);
    places[place(monitorId)] = added;
    size++;
    return added;
  }

  @Nullable Appointment remove(long monitorId) {
    int gap = place(monitorId);
    Appointment removed = places[gap];
    if (removed == null) {
      return null;
    }
    places[gap] = null;
    size--;
    closeUp(gap);
    return removed;
  }

  /** Moves into the gap what was put behind it only because it was taken. */
  private void closeUp(int begin) {
    int gap = begin;
    int at = following(gap);
    for (Appointment next = places[at]; next != null; next = places[at]) {
      if (distance(home(next.monitorId()), at) >= distance(gap, at)) {
        places[gap] = next;
        places[at] = null;
        gap = at;
      }
      at = following(at);
    }
  }

  private void grow() {
    @Nullable Appointment[] before = places;
    places = new @Nullable Appointment[2 * before.length];
    for (Appointment each : before) {
      if (each != null) {
        places[place(each.monitorId())] = each;
      }
    }
  }

  /** Where a monitor's appointment is, or would be put. */
  private int place(long monitorId) {
    int at = home(monitorId);
    for (Appointment there = places[at];
        there != null && there.monitorId() != monitorId;
        there = places[at]) {
      at = following(at);
    }
    return at;
  }

  private int home(long monitorId) {
    return (int) Hash.mix(monitorId) & (places.length - 1);
  }

  private int following(int place) {
    return (place + 1) & (places.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (places.length - 1);
  }
}
