package io.iplive.local.probe;

import io.iplive.prober.probe.Phases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a probe's time went, a bar a phase, each beginning where the last one ended. */
final class PhaseChart {

  private static final int WIDTH = 40;
  private static final double MICROS_A_MILLI = 1_000;

  private final char bar;

  /** A chart for a terminal that shows such characters. */
  PhaseChart(char bar) {
    this.bar = bar;
  }

  private record Row(String name, long micros) {}

  List<String> lines(Phases phases) {
    List<Row> rows =
        List.of(
            new Row("resolve", phases.resolveMicros()),
            new Row("connect", phases.connectMicros()),
            new Row("tls", phases.tlsMicros()),
            new Row("send", phases.sendMicros()),
            new Row("first byte", phases.firstByteMicros()),
            new Row("transfer", phases.transferMicros()));
    long total = Math.max(1, phases.totalMicros());
    List<String> lines = new ArrayList<>();
    long before = 0;
    for (Row row : rows) {
      if (row.micros >= 0) {
        int from = column(before, total);
        int to = Math.max(from + 1, column(before + row.micros, total));
        lines.add(
            line(row.name, " ".repeat(from) + String.valueOf(bar).repeat(to - from), row.micros));
        before += row.micros;
      }
    }
    lines.add(line("total", "", phases.totalMicros()));
    return lines;
  }

  private static int column(long micros, long total) {
    return Math.toIntExact(Math.min(WIDTH - 1, micros * WIDTH / total));
  }

  private static String line(String name, String bars, long micros) {
    return String.format(
        Locale.ROOT, "  %-10s  %-" + WIDTH + "s %10.1f ms", name, bars, micros / MICROS_A_MILLI);
  }
}
