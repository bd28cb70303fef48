package io.iplive.sla;

import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ResponseTimes;
import io.iplive.sla.figures.Target;
import io.iplive.sla.figures.TargetLine;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.span.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line a target, by monitor and id (RFC 4180, with a heading); lengths of time are seconds. */
final class ReportCsv {

  private static final List<String> HEADING =
      List.of(
          "monitor_id",
          "target_id",
          "record_id",
          "name",
          "address",
          "app",
          "group_id",
          "from",
          "to",
          "availability",
          "target_met",
          "penalty_minutes",
          "up_s",
          "down_s",
          "down_in_maintenance_s",
          "inconclusive_s",
          "stale_s",
          "unmonitored_s",
          "paused_s",
          "absent_s",
          "unknown_s",
          "outages",
          "outages_began",
          "mttr_s",
          "mtbf_s",
          "longest_s",
          "checks",
          "checks_down",
          "mean_ms",
          "p50_ms",
          "p90_ms",
          "p95_ms",
          "p99_ms",
          "down_unchecked_s");

  private static final Pattern FORMULA = Pattern.compile("(^|[;\t\r\n])(?=[ \"]*[=+\\-@]|^[\t\r])");

  private ReportCsv() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder(String.join(",", HEADING)).append("\r\n");
    for (TargetLine line : report.targets()) {
      text.append(
              cells(report, line).stream().map(ReportCsv::quoted).collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return text.toString();
  }

  private static List<String> cells(Report report, TargetLine line) {
    Terms terms = report.terms();
    Target target = line.target();
    List<String> cells = new ArrayList<>();
    add(cells, target.monitor(), target.id(), target.record());
    cells.add(word(target.name()));
    cells.add(word(target.address()));
    cells.add(word(target.app()));
    add(
        cells,
        target.group(),
        report.range().from(),
        report.range().to(),
        terms.availability(line.times()).map(BigDecimal::toPlainString).orElse(null),
        terms.met(line.times()) ? 1 : 0,
        terms.penaltyMinutes(line.times()),
        seconds(line.times().of(Kind.UP)),
        seconds(line.times().of(Kind.DOWN)),
        seconds(line.times().expected()),
        seconds(line.times().of(Kind.INCONCLUSIVE)),
        seconds(line.times().of(Kind.STALE)),
        seconds(line.times().of(Kind.UNMONITORED)),
        seconds(line.times().of(Kind.PAUSED)),
        seconds(line.times().of(Kind.ABSENT)),
        seconds(line.times().of(Kind.UNKNOWN)),
        line.outages().count(),
        line.outages().began(),
        line.outages().mttr().map(ReportCsv::seconds).orElse(null),
        line.outages().mtbf(line.times().of(Kind.UP)).map(ReportCsv::seconds).orElse(null),
        line.outages().count() == 0 ? null : seconds(line.outages().longestMillis()),
        line.checks(),
        line.checksDown());
    List<Function<ResponseTimes, Long>> figures =
        List.of(
            ResponseTimes::mean,
            ResponseTimes::p50,
            ResponseTimes::p90,
            ResponseTimes::p95,
            ResponseTimes::p99);
    Optional<ResponseTimes> times = line.responses();
    figures.forEach(figure -> add(cells, times.map(figure).orElse(null)));
    add(cells, seconds(line.outages().uncheckedMillis()));
    return cells;
  }

  private static void add(List<String> cells, @Nullable Object... values) {
    for (Object value : values) {
      cells.add(value == null ? "" : value.toString());
    }
  }

  /** Seconds with as many decimals as there are. */
  static String seconds(long millis) {
    BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
    return seconds.signum() == 0 ? "0" : seconds.toPlainString();
  }

  /**
   * A customer's word must not become a formula in a spreadsheet, be it one that takes what stands
   * behind a semicolon, a tab or an end of line for a cell of its own.
   */
  static String word(@Nullable String text) {
    return text == null ? "" : FORMULA.matcher(text).replaceAll("$1'");
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
