package io.iplive.verdict.keyed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a monitor's targets, by id. Immutable; a change copies one flat array, which for
 * the largest monitor (1,000 targets) costs less than decoding the answer that caused it.
 */
public final class ById<T extends Keyed> {

  private final Keyed[] byId;

  private ById(Keyed[] byId) {
    this.byId = byId;
  }

  public static <T extends Keyed> ById<T> none() {
    return new ById<>(new Keyed[0]);
  }

  public static <T extends Keyed> ById<T> of(Collection<T> all) {
    return new ById<>(
        all.stream().sorted(Comparator.comparingLong(Keyed::id)).toArray(Keyed[]::new));
  }

  public @Nullable T get(long id) {
    int at = find(id);
    return at < 0 ? null : cast(byId[at]);
  }

  /** All of them, ascending by id. */
  public List<T> all() {
    List<T> all = new ArrayList<>(byId.length);
    for (Keyed one : byId) {
      all.add(cast(one));
    }
    return all;
  }

  public boolean isEmpty() {
    return byId.length == 0;
  }

  /** Ids of those that are here other than there, or only in one of both. */
  public List<Long> changedSince(ById<T> before) {
    List<Long> changed = new ArrayList<>();
    Keyed[] old = before.byId;
    int i = 0;
    int j = 0;
    boolean same = Arrays.equals(byId, old);
    while (!same && (i < byId.length || j < old.length)) {
      int order =
          i == byId.length ? 1 : j == old.length ? -1 : Long.compare(byId[i].id(), old[j].id());
      if (order != 0 || !byId[i].equals(old[j])) {
        changed.add(order <= 0 ? byId[i].id() : old[j].id());
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return changed;
  }

  public ById<T> with(T one) {
    int at = find(one.id());
    if (at >= 0) {
      Keyed[] copy = byId.clone();
      copy[at] = one;
      return new ById<>(copy);
    }
    List<Keyed> more = new ArrayList<>(Arrays.asList(byId));
    more.add(-at - 1, one);
    return new ById<>(more.toArray(Keyed[]::new));
  }

  public ById<T> without(long id) {
    return new ById<>(Arrays.stream(byId).filter(one -> one.id() != id).toArray(Keyed[]::new));
  }

  /** The array holds nothing else; one made by a generic class cannot say so. */
  @SuppressWarnings("unchecked")
  private T cast(Keyed one) {
    return (T) one;
  }

  private int find(long id) {
    int low = 0;
    int high = byId.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = byId[middle].id();
      if (found == id) {
        return middle;
      }
      if (found < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof ById<?> others && Arrays.equals(byId, others.byId));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(byId);
  }

  @Override
  public String toString() {
    return Arrays.toString(byId);
  }
}
