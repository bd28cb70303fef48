package io.iplive.verdict.outage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets of a monitor by id. Immutable; a change copies one flat array, which for the largest
 * monitor (1,000 targets) costs less than decoding the answer that caused it.
 */
public final class Targets {

  public static final Targets NONE = new Targets(new Target[0]);

  private final Target[] byId;

  private Targets(Target[] byId) {
    this.byId = byId;
  }

  public static Targets of(Collection<Target> targets) {
    return new Targets(
        targets.stream().sorted(Comparator.comparingLong(Target::id)).toArray(Target[]::new));
  }

  public @Nullable Target get(long id) {
    int at = find(id);
    return at < 0 ? null : byId[at];
  }

  /** All of them, ascending by id. */
  public List<Target> all() {
    return List.of(byId);
  }

  /** Ids of the targets that are here other than there, or only in one of both. */
  public List<Long> changedSince(Targets before) {
    List<Long> changed = new ArrayList<>();
    Target[] old = before.byId;
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

  Targets with(Target target) {
    int at = find(target.id());
    if (at >= 0) {
      Target[] copy = byId.clone();
      copy[at] = target;
      return new Targets(copy);
    }
    List<Target> more = new ArrayList<>(Arrays.asList(byId));
    more.add(-at - 1, target);
    return new Targets(more.toArray(Target[]::new));
  }

  Targets without(long id) {
    return new Targets(
        Arrays.stream(byId).filter(target -> target.id() != id).toArray(Target[]::new));
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
    return other instanceof Targets targets && Arrays.equals(byId, targets.byId);
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
