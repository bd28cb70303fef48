package io.iplive.acceptance.faults;

import io.iplive.acceptance.history.Evidence;
import io.iplive.acceptance.history.History;
import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.site.Downtime;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A run in figures. */
record Summary(Evidence evidence) {

  void print(PrintStream out) {
    History history = evidence.history();
    long certain = evidence.downtimes().stream().filter(Downtime::certain).count();
    List<Change> opened =
        history.changes().stream().filter(change -> change.kind() == Kind.OPENED).toList();
    long ids = history.calls().stream().map(Call::deliveryId).distinct().count();
    out.println(
        "%d downtimes and %d blinks played; %d outages; %d rounds with %d checks; %d calls, %d of them repeats"
            .formatted(
                certain,
                evidence.downtimes().size() - certain,
                opened.size(),
                history.rounds().size(),
                evidence.paid(),
                history.calls().size(),
                history.calls().size() - ids));
    out.println("From the site's failure to the contact's knowledge: " + percentiles(delays()));
  }

  private List<Duration> delays() {
    History history = evidence.history();
    Map<Long, Site> sites =
        history.sites().stream().collect(Collectors.toMap(Site::target, Function.identity()));
    return history.calls().stream()
        .filter(Call.Outage.class::isInstance)
        .map(Call.Outage.class::cast)
        .filter(call -> call.status() != 200)
        .collect(Collectors.toMap(Call::deliveryId, Function.identity(), (first, _) -> first))
        .values()
        .stream()
        .flatMap(call ->
            evidence.downtimes().stream()
                .filter(Downtime::certain)
                .filter(one -> one.address().equals(address(sites, call)))
                .filter(one -> one.overlaps(call.date(), call.date().plusSeconds(8)))
                .map(one -> Duration.between(one.from(), call.at())))
        .sorted()
        .toList();
  }

  private static String address(Map<Long, Site> sites, Call.Outage call) {
    Site site = sites.get(call.target());
    return site == null ? "" : site.address();
  }

  /** Least, middle, 90th, 99th and most of some times, in seconds. */
  static String percentiles(List<Duration> times) {
    if (times.isEmpty()) {
      return "none";
    }
    List<Duration> sorted = times.stream().sorted(Comparator.naturalOrder()).toList();
    return "least %.1f, p50 %.1f, p90 %.1f, p99 %.1f, most %.1f s (%d)"
        .formatted(
            seconds(sorted, 0),
            seconds(sorted, 50),
            seconds(sorted, 90),
            seconds(sorted, 99),
            seconds(sorted, 100),
            sorted.size());
  }

  /** The least time that so many of a hundred do not pass. */
  private static double seconds(List<Duration> sorted, int percent) {
    int rank = Math.max(1, Math.ceilDiv(sorted.size() * percent, 100));
    return sorted.get(rank - 1).toMillis() / 1e3;
  }
}
