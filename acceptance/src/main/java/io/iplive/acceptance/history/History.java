package io.iplive.acceptance.history;

import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.site.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each witness says of the same time; lists of one target or group are in their order.
 *
 * @param probes of the sites themselves
 * @param starts of the probers (probe-results.v1)
 * @param rounds of the verdict (rounds.v1)
 * @param changes of the verdict (outages.v1)
 * @param calls of the panel's script
 * @param gaps when monitors were being stopped
 */
public record History(
    List<Site> sites,
    List<Probe> probes,
    List<Start> starts,
    List<Round> rounds,
    List<Change> changes,
    List<Call> calls,
    List<Gap> gaps) {

  /** A record of a group: what is watched. */
  public record Site(long group, long record, long target, String address) {}

  /** A prober says that it began to probe. */
  public record Start(long target, Instant roundAt, Instant at) {}

  /**
   * A closed round, with the targets it is conclusive on.
   *
   * @param leftOut whether deliveries.v1 lists it as one that is never called back
   */
  public record Round(
      long group, Instant at, Instant closedAt, List<Verdict> verdicts, boolean leftOut) {
    public Round {
      verdicts = List.copyOf(verdicts);
    }
  }

  /** On one target in a round. */
  public record Verdict(long target, long record, boolean down) {}

  /**
   * An outage opened or closed.
   *
   * @param date first failing round, or first good one
   * @param status that a contact is told
   */
  public record Change(long target, long outage, Kind kind, Instant date, int status) {}

  /** What changed; a contact hears nothing of an outage that ended because monitoring did. */
  public enum Kind {
    OPENED,
    RECOVERED,
    ENDED
  }

  /** A stretch of time. */
  public record Gap(Instant from, Instant to) {
    boolean holds(Instant instant) {
      return !instant.isBefore(from) && !instant.isAfter(to);
    }
  }

  public History {
    sites = List.copyOf(sites);
    probes = List.copyOf(probes);
    starts = List.copyOf(starts);
    rounds = List.copyOf(rounds);
    changes = List.copyOf(changes);
    calls = List.copyOf(calls);
    gaps = List.copyOf(gaps);
  }

  /** What is said of each group alone. */
  public Map<Long, History> byGroup() {
    Map<Long, Long> ofTarget = sites.stream().collect(Collectors.toMap(Site::target, Site::group));
    Map<String, Long> ofAddress =
        sites.stream().collect(Collectors.toMap(Site::address, Site::group));
    Map<Long, List<Site>> itsSites = grouped(sites, Site::group);
    Map<Long, List<Probe>> itsProbes = grouped(probes, probe -> ofAddress.get(probe.address()));
    Map<Long, List<Start>> itsStarts = grouped(starts, start -> ofTarget.get(start.target()));
    Map<Long, List<Round>> itsRounds = grouped(rounds, Round::group);
    Map<Long, List<Change>> itsChanges = grouped(changes, one -> ofTarget.get(one.target()));
    Map<Long, List<Call>> itsCalls =
        grouped(
            calls,
            call ->
                switch (call) {
                  case Call.Round round -> round.group();
                  case Call.Outage outage -> ofTarget.get(outage.target());
                });
    Map<Long, History> all = new TreeMap<>();
    itsSites.forEach((group, these) ->
        all.put(
            group,
            new History(
                these,
                itsProbes.getOrDefault(group, List.of()),
                itsStarts.getOrDefault(group, List.of()),
                itsRounds.getOrDefault(group, List.of()),
                itsChanges.getOrDefault(group, List.of()),
                itsCalls.getOrDefault(group, List.of()),
                gaps)));
    return all;
  }

  private static <T> Map<Long, List<T>> grouped(List<T> all, Function<T, @Nullable Long> groupOf) {
    Map<Long, List<T>> groups = new HashMap<>();
    for (T one : all) {
      Long group = groupOf.apply(one);
      if (group != null) {
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(one);
      }
    }
    return groups;
  }

  /** All of it by time, a line each. */
  @Override
  public String toString() {
    record Line(Instant at, Object what) {}
    List<Line> lines = new ArrayList<>();
    probes.forEach(probe -> lines.add(new Line(probe.at(), probe)));
    starts.forEach(start -> lines.add(new Line(start.at(), start)));
    rounds.forEach(round -> lines.add(new Line(round.closedAt(), round)));
    changes.forEach(change -> lines.add(new Line(change.date(), change)));
    calls.forEach(call -> lines.add(new Line(call.at(), call)));
    return Stream.concat(
            Stream.concat(sites.stream(), gaps.stream()).map(Object::toString),
            lines.stream()
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .map(line -> line.at() + " " + line.what()))
        .collect(Collectors.joining("\n"));
  }
}
