package io.iplive.sla.page;

import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ResponseTimes;
import io.iplive.sla.figures.TargetLine;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Kind;
import io.iplive.sla.words.Voice;
import io.iplive.sla.words.Word;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;

/** Drawings of a report's figures. */
final class Charts {

  private static final double WIDTH = 904;
  private static final double LEFT = 58;

  /** Up to so many days each has a row of hours; of more, each day of the week has one. */
  static final int HEAT_DAYS = 62;

  private final Report report;
  private final Voice voice;

  Charts(Report report, Voice voice) {
    this.report = report;
    this.voice = voice;
  }

  static String colour(Kind kind) {
    return switch (kind) {
      case UP -> "#3a7d5c";
      case DOWN -> "#b5382a";
      case INCONCLUSIVE -> "#c9a227";
      case STALE -> "#d98c4a";
      case UNMONITORED -> "#9fb3c8";
      case PAUSED -> "#bcc5ce";
      case ABSENT -> "#dde2e7";
      case UNKNOWN -> "#eef0f2";
    };
  }

  /** A bar a day, as high as its share of time down. */
  void days(Markup page) {
    int days = report.grid().dates().size();
    long[] up = new long[days];
    long[] down = new long[days];
    for (TargetLine line : report.targets()) {
      for (int day = 0; day < days; day++) {
        up[day] += line.days().up(day);
        down[day] += report.terms().down(line.days().down(day), line.days().expected(day));
      }
    }
    double top = 0;
    for (int day = 0; day < days; day++) {
      top = Math.max(top, share(up[day], down[day]));
    }
    double scale = Scale.above(Math.max(top, 0.0001));
    double height = 120;
    open(page, height + 24, voice.say(Word.BY_DAY));
    for (int line = 0; line <= 2; line++) {
      double y = 6 + height - height * line / 2;
      page.raw(line("#d9dfe6", LEFT, y, WIDTH, y));
      page.raw(label("end", LEFT - 8, y + 4, Scale.percent(scale * line / 2, voice)));
    }
    double step = (WIDTH - LEFT) / days;
    double bar = Math.max(0.6, Math.min(step * 0.72, 30));
    int every = Math.max(1, (int) Math.ceil(days / 8.0));
    for (int day = 0; day < days; day++) {
      double x = LEFT + step * day + (step - bar) / 2;
      LocalDate date = report.grid().dates().get(day);
      double high = height * share(up[day], down[day]) / scale;
      if (up[day] + down[day] == 0) {
        page.raw(rect(x, 6 + height - 3, bar, 3, "#e4e8ec"));
      } else if (down[day] > 0) {
        high = Math.max(high, 1.5);
        page.raw(
            rect(x, 6 + height - high, bar, high, colour(Kind.DOWN))
                .replace(
                    "/>",
                    "><title>%s: %s</title></rect>"
                        .formatted(voice.date(date), voice.length(down[day]))));
      } else {
        page.raw(rect(x, 6 + height - 3, bar, 3, colour(Kind.UP)));
      }
      if (day % every == 0) {
        page.raw(label("start", LEFT + step * day, height + 22, voice.date(date)));
      }
    }
    page.raw("</svg>");
  }

  private static double share(long up, long down) {
    return up + down == 0 ? 0 : (double) down / (up + down);
  }

  /** All time of all targets, by what it was. */
  void split(Markup page) {
    double whole = report.times().sum();
    open(page, 22, voice.say(Word.SPLIT));
    double x = 0;
    for (Kind kind : Kind.values()) {
      long millis = report.times().of(kind);
      if (millis > 0) {
        double width = WIDTH * millis / whole;
        page.raw(rect(x, 0, Math.max(width, 0.8), 22, colour(kind)));
        x += width;
      }
    }
    page.raw("</svg>");
  }

  /** Rows of 24 hours. */
  void heat(Markup page) {
    Grid grid = report.grid();
    boolean byDay = grid.dates().size() <= HEAT_DAYS;
    int rows = byDay ? grid.dates().size() : 7;
    long[][] up = new long[rows][24];
    long[][] down = new long[rows][24];
    for (int cell = 0; cell < grid.size(); cell++) {
      int day = grid.day(cell);
      int row = byDay ? day : grid.dates().get(day).getDayOfWeek().getValue() - 1;
      up[row][grid.hour(cell)] += report.heat().up(cell);
      down[row][grid.hour(cell)] +=
          report.terms().down(report.heat().down(cell), report.heat().expected(cell));
    }
    double left = 84;
    double size = (WIDTH - left) / 24;
    double high = byDay ? 13 : 20;
    open(page, 18 + rows * high + 2, voice.say(Word.HEAT));
    for (int hour = 0; hour < 24; hour += 3) {
      page.raw(
          label("start", left + size * hour + 2, 11, String.format(Locale.ROOT, "%02d", hour)));
    }
    for (int row = 0; row < rows; row++) {
      double y = 18 + row * high;
      String name =
          byDay ? voice.date(grid.dates().get(row)) : voice.weekday(DayOfWeek.of(row + 1));
      page.raw(label("end", left - 8, y + high / 2 + 4, name));
      for (int hour = 0; hour < 24; hour++) {
        cell(page, left + size * hour, y, size - 1, high - 1, up[row][hour], down[row][hour]);
      }
    }
    page.raw("</svg>");
  }

  private void cell(
      Markup page, double x, double y, double width, double height, long up, long down) {
    if (up + down == 0) {
      page.raw(rect(x, y, width, height, "#f0f2f4"));
      return;
    }
    if (down == 0) {
      page.raw(rect(x, y, width, height, "#cfe3d8"));
      return;
    }
    // The root sets a minute of one address apart from none, and an hour of all from both.
    double depth = 0.18 + 0.82 * Math.sqrt(share(up, down));
    page.raw(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"#b5382a\" fill-opacity=\"%s\"><title>%s</title></rect>"
            .formatted(n(x), n(y), n(width), n(height), n(depth), voice.length(down)));
  }

  /** A bar a percentile. */
  void responses(Markup page, ResponseTimes times) {
    long[] values = {times.p50(), times.p90(), times.p95(), times.p99()};
    String[] names = {"p50", "p90", "p95", "p99"};
    double most = Math.max(1, times.p99());
    open(page, names.length * 22.0, voice.say(Word.RESPONSES));
    for (int i = 0; i < names.length; i++) {
      double y = i * 22;
      double width = Math.max(1, (WIDTH - 170) * values[i] / most);
      page.raw(label("start", 0, y + 14, names[i]));
      page.raw(rect(40, y + 3, width, 14, "#2b4c7e"));
      page.raw(
          label(
              "start", 48 + width, y + 14, voice.number(values[i]) + " " + voice.say(Word.MILLIS)));
    }
    page.raw("</svg>");
  }

  /** A target's days, side by side. */
  void strip(Markup page, TargetLine line, Terms terms) {
    int days = line.days().count();
    double step = 130.0 / days;
    page.raw("<svg viewBox=\"0 0 130 16\" role=\"img\" preserveAspectRatio=\"none\">");
    for (int day = 0; day < days; day++) {
      long up = line.days().up(day);
      long down = terms.down(line.days().down(day), line.days().expected(day));
      String colour = "#e4e8ec";
      if (up + down > 0) {
        boolean met =
            Terms.availability(up, up + down).map(a -> a.compareTo(terms.goal()) >= 0).orElse(true);
        colour = down == 0 ? "#3a7d5c" : met ? "#c9a227" : "#b5382a";
      }
      page.raw(rect(step * day, 0, Math.max(step - (step > 3 ? 1 : 0), 0.3), 16, colour));
    }
    page.raw("</svg>");
  }

  private static void open(Markup page, double height, String name) {
    page.put(
        "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">", n(WIDTH), n(height), name);
  }

  private static String rect(double x, double y, double width, double height, String colour) {
    return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>"
        .formatted(n(x), n(y), n(width), n(height), colour);
  }

  private static String line(String colour, double x1, double y1, double x2, double y2) {
    return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>"
        .formatted(n(x1), n(y1), n(x2), n(y2), colour);
  }

  private static String label(String anchor, double x, double y, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
        .formatted(n(x), n(y), anchor, Markup.escaped(text));
  }

  /** With as many decimals as an eye can see. */
  private static String n(double number) {
    return String.format(Locale.ROOT, "%.2f", number).replaceFirst("\\.?0+$", "");
  }
}
