package io.iplive.benchmarks.chain;

import io.iplive.benchmarks.process.Parts;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Table;
import java.time.Duration;
import java.util.Map;

/**
 * One rate of load and what came of it.
 *
 * @param asked probes due a second
 * @param span measured
 * @param cpu processor time spent in the span, by part
 * @param threads the same of the services' threads
 */
record Step(
    int asked,
    Span span,
    Findings findings,
    Map<String, Duration> cpu,
    Map<String, Duration> threads) {

  private static final long LATENESS_LIMIT_MILLIS = 1_000;
  private static final int THREADS_SHOWN = 14;

  boolean holds() {
    return findings.lateness().p99() <= LATENESS_LIMIT_MILLIS;
  }

  double probesPerSecond() {
    return findings.probes() / span.seconds();
  }

  double roundsPerSecond() {
    return findings.rounds() / span.seconds();
  }

  /** Of iplive's own processes. */
  double cpuMicrosPerProbe() {
    return perProbe(
        Parts.SYSTEM.stream()
            .map(part -> cpu.getOrDefault(part, Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus));
  }

  double perProbe(Duration spent) {
    return findings.probes() == 0 ? 0 : spent.toNanos() / 1e3 / findings.probes();
  }

  String text() {
    Table table = new Table("ms", "p50", "p90", "p99", "max");
    table.row(
        "lateness",
        Numbers.whole(findings.lateness().p50()),
        Numbers.whole(findings.lateness().p90()),
        Numbers.whole(findings.lateness().p99()),
        Numbers.whole(findings.lateness().max()));
    table.row(
        "detection",
        Numbers.whole(findings.detection().p50()),
        Numbers.whole(findings.detection().p90()),
        Numbers.whole(findings.detection().p99()),
        Numbers.whole(findings.detection().max()));
    return """
    %s probes/s asked, %s done, %s rounds/s heard of: %s
      probes missing %s, not up %s; rounds not heard of %s; %s µs of processor time a probe
    %s\
    """
        .formatted(
            Numbers.whole(asked),
            Numbers.whole(probesPerSecond()),
            Numbers.whole(roundsPerSecond()),
            holds() ? "holds" : "does not hold",
            Numbers.whole(findings.missing()),
            Numbers.whole(findings.notUp()),
            Numbers.whole(findings.unheard()),
            Numbers.whole(cpuMicrosPerProbe()),
            table.text());
  }

  /** Where the processor time went. */
  String costs() {
    Table parts = new Table("process", "µs a probe", "% of a processor");
    cpu.forEach((name, spent) -> row(parts, name, spent));
    Table byThread = new Table("threads of the services", "µs a probe", "% of a processor");
    threads.entrySet().stream()
        .limit(THREADS_SHOWN)
        .forEach(entry -> row(byThread, entry.getKey(), entry.getValue()));
    row(byThread, "others, and threads that ended", unshown());
    return parts.text() + "\n\n" + byThread.text();
  }

  private Duration unshown() {
    Duration shown =
        threads.values().stream().limit(THREADS_SHOWN).reduce(Duration.ZERO, Duration::plus);
    Duration rest = cpu.getOrDefault(Parts.SERVICES, Duration.ZERO).minus(shown);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  private void row(Table table, String name, Duration spent) {
    table.row(
        name,
        Numbers.whole(perProbe(spent)),
        Numbers.whole(100 * spent.toNanos() / 1e9 / span.seconds()));
  }
}
