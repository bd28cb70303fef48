package io.iplive.acceptance.history;

import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.site.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each witness says of the same time; lists of one target or group are in their order.
 *
 * @param probes of the sites themselves
 * @param starts of the probers (probe-results.v1)
 * @param rounds of the verdict (rounds.v1)
 * @param changes of the verdict (outages.v1)
 * @param calls of the panel's script
 * @param gaps when parts of the system were dead or coming back
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

  /** A closed round, with the targets it is conclusive on. */
  public record Round(long group, Instant at, Instant closedAt, List<Verdict> verdicts) {
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
