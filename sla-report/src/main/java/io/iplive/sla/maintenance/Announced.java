package io.iplive.sla.maintenance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The maintenances of an account, and when they were in force for each of its targets. */
public final class Announced {

  /** What a maintenance was at last: since when and up to when it stood in the account. */
  private record Standing(
      int epoch, long version, long since, long until, List<Long> targets, Window window) {}

  private final Map<Long, Standing> all = new HashMap<>();

  /**
   * A state of a maintenance; one that is not newer than what is known is dropped.
   *
   * @param version 1: it was added then; of a later one the addition is not kept any more
   * @param deleted whether it is over from then on
   */
  public void taken(
      long id, int epoch, long version, long at, boolean deleted, List<Long> targets, Window when) {
    Standing before = all.get(id);
    if (before != null && !isNewer(epoch, version, before)) {
      return;
    }
    long since = before != null ? before.since() : version == 1 ? at : Long.MIN_VALUE;
    long until = deleted ? at : Long.MAX_VALUE;
    all.put(id, new Standing(epoch, version, since, until, List.copyOf(targets), when));
  }

  private static boolean isNewer(int epoch, long version, Standing before) {
    return epoch > before.epoch() || (epoch == before.epoch() && version > before.version());
  }

  /** What of a range was announced, by target: in order, none touches another. */
  public Map<Long, List<Span>> between(long from, long to) {
    Map<Long, List<Span>> byTarget = new HashMap<>();
    for (Standing standing : all.values()) {
      List<Span> stretches =
          standing
              .window()
              .between(from, to)
              .map(each -> each.within(standing.since(), standing.until()).within(from, to))
              .filter(each -> !each.isEmpty())
              .toList();
      for (long target : standing.targets()) {
        byTarget.computeIfAbsent(target, _ -> new ArrayList<>()).addAll(stretches);
      }
    }
    byTarget.replaceAll((_, stretches) -> joined(stretches));
    return byTarget;
  }

  private static List<Span> joined(List<Span> stretches) {
    stretches.sort(Comparator.comparingLong(Span::from));
    List<Span> joined = new ArrayList<>();
    for (Span next : stretches) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && next.from() <= last.to()) {
        joined.set(joined.size() - 1, new Span(last.from(), Math.max(last.to(), next.to())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }
}
