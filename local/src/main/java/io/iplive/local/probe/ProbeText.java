package io.iplive.local.probe;

import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A probe's report for people. */
final class ProbeText {

  private static final int EXCERPT_LINES = 12;

  private final PhaseChart chart;

  ProbeText(PhaseChart chart) {
    this.chart = chart;
  }

  String of(ProbeRequest request, ProbeReport report) {
    List<String> lines = new ArrayList<>();
    String reached = report.last().remoteAddress();
    lines.add(
        "%s %s%s%s"
            .formatted(
                request.protocol(),
                request.address(),
                request.port() == null ? "" : " port " + request.port(),
                reached == null || reached.equals(request.address()) ? "" : ", at " + reached));
    report
        .last()
        .evidence()
        .hops()
        .forEach(hop -> lines.add("  %d -> %s".formatted(hop.statusCode(), plain(hop.location()))));
    if (report.attempts() > 0) {
      lines.add("");
      lines.addAll(chart.lines(report.last().phases()));
    }
    lines.add("");
    lines.addAll(verdict(request, report));
    Learned learned = report.last().learned();
    if (learned != null) {
      new Finds(learned, report.finishedAt())
          .lines()
          .forEach(line -> lines.add("  " + plain(line)));
    }
    return String.join("\n", lines);
  }

  private static List<String> verdict(ProbeRequest request, ProbeReport report) {
    String status = report.statusCode() == null ? "" : "  status " + report.statusCode();
    return switch (report.outcome()) {
      case Outcome.Up _ ->
          List.of((request.slow(report) ? "UP, but slow" : "UP") + status + attempts(report));
      case Outcome.Down(var failure) -> explained("DOWN" + status, failure, report);
      case Outcome.NotRun(var failure) -> explained("NOT RUN", failure, report);
    };
  }

  private static String attempts(ProbeReport report) {
    return report.attempts() > 1 ? "  at attempt " + report.attempts() : "";
  }

  private static List<String> explained(String word, Failure failure, ProbeReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s (%d)%s"
            .formatted(
                word,
                failure.fault(),
                failure.fault().code(),
                failure.phase() == null ? "" : ", " + failure.phase().doing()));
    lines.add("  " + plain(failure.sentence()));
    Evidence evidence = report.last().evidence();
    evidence
        .certificates()
        .forEach(certificate -> lines.add("  certificate: " + plain(certificate)));
    if (!evidence.addresses().isEmpty()) {
      lines.add("  resolved: " + plain(String.join(", ", evidence.addresses())));
    }
    excerpt(evidence.head()).forEach(lines::add);
    excerpt(evidence.body()).forEach(lines::add);
    return lines;
  }

  private static Stream<String> excerpt(@Nullable String text) {
    return text == null
        ? Stream.empty()
        : text.lines().limit(EXCERPT_LINES).map(line -> "  | " + plain(line));
  }

  /** A server's words must not steer the terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replaceAll("[\\u0080-\\u009f]", " ");
  }
}
