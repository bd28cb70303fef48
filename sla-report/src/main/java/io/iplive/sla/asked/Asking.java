package io.iplive.sla.asked;

import io.iplive.sla.asked.Question.Format;
import io.iplive.sla.asked.Question.Language;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.span.Range;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a command line. */
public final class Asking {

  /** How far a range may reach: what is kept of hours, and as much again of outages alone. */
  private static final Duration LONGEST = Duration.ofDays(800);

  private static final String TIME =
      "a day (2026-03-01), a time of the zone (2026-03-01T08:00) or an instant"
          + " (2026-03-01T08:00:00Z)";

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          List.of(
              "--account",
              "--from",
              "--to",
              "--last",
              "--zone",
              "--monitor",
              "--target",
              "--maintenance",
              "--source",
              "--lang",
              "--format",
              "--out",
              "--bootstrap-servers",
              "--registry",
              "--config"));

  /** Which whole unit of the calendar, the newest that is over. */
  private enum Last {
    DAY,
    WEEK,
    MONTH
  }

  /** Whether announced time down counts. */
  private enum Maintenance {
    COUNTED,
    EXCLUDED
  }

  /** What is read: everything, or no rounds. */
  private enum Source {
    ROUNDS,
    ROLLUPS
  }

  private Asking() {}

  /**
   * The question in a command line.
   *
   * @param now ranges end by then
   * @throws Refusal that names the option, its value and what is allowed
   */
  public static Question parse(List<String> arguments, Instant now) {
    Options options = Options.parse(arguments, KNOWN, Set.of("--monitor"));
    String account = options.required("--account", "an account's name");
    Range range = range(options, now);
    List<Format> formats = options.choices("--format", Format.class, Format.HTML);
    if (formats.size() > 1 && options.value("--out").isEmpty()) {
      throw Refusal.of(
          "--format", options.value("--format").orElse(""), "one, or several with an --out");
    }
    return new Question(
        account,
        range,
        monitors(options),
        new Terms(
            goal(options),
            options.choice("--maintenance", Maintenance.class).orElse(Maintenance.COUNTED)
                == Maintenance.EXCLUDED),
        options.choice("--source", Source.class).orElse(Source.ROUNDS) == Source.ROUNDS,
        options.choice("--lang", Language.class).orElse(Language.EN),
        formats,
        options.value("--out"),
        options.value("--bootstrap-servers"),
        options.value("--registry"),
        options.value("--config"));
  }

  private static Range range(Options options, Instant now) {
    ZoneId zone = zone(options.value("--zone").orElse("UTC"));
    Optional<Last> last = options.choice("--last", Last.class);
    if (last.isPresent()) {
      options.requireNone("--last", List.of("--from", "--to"));
      return last(last.get(), zone, now);
    }
    String begin = options.required("--from", TIME);
    String end = options.required("--to", TIME);
    Instant from = time("--from", begin, zone);
    Instant to = time("--to", end, zone);
    if (!from.isBefore(to)) {
      throw Refusal.of("--to", end, "a time after --from, which is '%s'".formatted(begin));
    }
    if (to.isAfter(now)) {
      throw Refusal.of("--to", end, "a time that has passed: it is %s".formatted(now));
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Refusal.of("--from", begin, "at most %d days before --to".formatted(LONGEST.toDays()));
    }
    return new Range(from, to, zone);
  }

  private static Range last(Last last, ZoneId zone, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate end =
        switch (last) {
          case DAY -> today;
          case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> today.withDayOfMonth(1);
        };
    LocalDate begin =
        switch (last) {
          case DAY -> end.minusDays(1);
          case WEEK -> end.minusWeeks(1);
          case MONTH -> end.minusMonths(1);
        };
    return new Range(
        begin.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant(), zone);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Refusal.of("--zone", name, "an IANA name (Europe/Berlin) or an offset (+05:30)", e);
    }
  }

  /**
   * A time that the zone's clock leaves out is as much later; one that it shows twice, the first.
   */
  private static Instant time(String option, String value, ZoneId zone) {
    try {
      if (!value.contains("T")) {
        return LocalDate.parse(value).atStartOfDay(zone).toInstant();
      }
      if (value.endsWith("Z") || value.matches(".*T.*[+-].*")) {
        return OffsetDateTime.parse(value).toInstant();
      }
      return LocalDateTime.parse(value).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.of(option, value, TIME, e);
    }
  }

  private static Set<Long> monitors(Options options) {
    Set<Long> monitors = new TreeSet<>();
    for (String value :
        options.value("--monitor").map(v -> v.split(",", -1)).orElse(new String[0])) {
      if (!value.matches("[1-9][0-9]{0,15}")) {
        throw Refusal.of("--monitor", value, "a monitor's number, or several with commas");
      }
      monitors.add(Long.valueOf(value));
    }
    return monitors;
  }

  private static BigDecimal goal(Options options) {
    String value = options.value("--target").orElse("99.9");
    String allowed = "percent from 0 to 100 with at most 5 decimal places (99.95)";
    if (!value.matches("[0-9]{1,3}(\\.[0-9]{1,5})?")) {
      throw Refusal.of("--target", value, allowed);
    }
    BigDecimal goal = new BigDecimal(value);
    if (goal.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw Refusal.of("--target", value, allowed);
    }
    return goal;
  }
}
