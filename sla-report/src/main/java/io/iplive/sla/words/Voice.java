package io.iplive.sla.words;

import io.iplive.sla.asked.Question.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says words, numbers and times in a language; the same on every machine. */
public final class Voice {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;

  /** Of days, hours, minutes and seconds. */
  private static final Map<Language, List<String>> UNITS =
      Map.of(
          Language.EN, List.of(" d", " h", " min", " s"),
          Language.RU, List.of(" сут", " ч", " мин", " с"),
          Language.ZH, List.of(" 天", " 小时", " 分", " 秒"));

  private final Language language;
  private final ZoneId zone;
  private final DateTimeFormatter date;
  private final DateTimeFormatter time;
  private final DateTimeFormatter ambiguous;

  /** One that tells times by a zone's clock. */
  public Voice(Language language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
    String pattern = language == Language.RU ? "dd.MM.uuuu" : "uuuu-MM-dd";
    this.date = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    this.time = DateTimeFormatter.ofPattern(pattern + " HH:mm:ss", Locale.ROOT);
    this.ambiguous = DateTimeFormatter.ofPattern(pattern + " HH:mm:ss 'UTC'xxx", Locale.ROOT);
  }

  /** The language's tag. */
  public String tag() {
    return switch (language) {
      case EN -> "en";
      case RU -> "ru";
      case ZH -> "zh-Hans";
    };
  }

  public String say(Word word, Object... values) {
    return word.in(language).formatted(values);
  }

  public String say(Clause clause, Object... values) {
    return clause.in(language).formatted(values);
  }

  /** A published failure code's name; of one that is not known, its number. */
  public String cause(int code) {
    return Cause.ofNumber(code)
        .map(cause -> cause.in(language))
        .orElseGet(() -> code == 0 ? "–" : Integer.toString(code));
  }

  /** With thousands apart. */
  public String number(long number) {
    String text = String.format(Locale.ROOT, "%,d", number);
    return language == Language.RU ? text.replace(',', '\u00a0') : text;
  }

  /** As exact as it is given. */
  public String percent(BigDecimal number) {
    String text = number.toPlainString();
    return switch (language) {
      case EN, ZH -> text + "%";
      case RU -> text.replace('.', ',') + "\u00a0%";
    };
  }

  /** At most two units, rounded to the smaller. */
  public String length(long millis) {
    long seconds = Math.round((double) millis / SECOND);
    List<String> units = UNITS.getOrDefault(language, List.of());
    long minutes = Math.round((double) seconds / MINUTE);
    if (minutes >= DAY / MINUTE) {
      long hours = Math.round((double) seconds / HOUR);
      return pair(hours / 24, units.get(0), hours % 24, units.get(1));
    }
    if (seconds >= HOUR) {
      return pair(minutes / 60, units.get(1), minutes % 60, units.get(2));
    }
    return seconds >= MINUTE
        ? pair(seconds / 60, units.get(2), seconds % 60, units.get(3))
        : seconds + units.get(3);
  }

  private String pair(long great, String greatUnit, long small, String smallUnit) {
    return small == 0
        ? number(great) + greatUnit
        : number(great) + greatUnit + " " + small + smallUnit;
  }

  public String date(LocalDate day) {
    return date.format(day);
  }

  /** With the offset from UTC where the clock shows the time twice. */
  public String time(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
    return twice ? ambiguous.format(local) : time.format(local);
  }

  public String weekday(DayOfWeek day) {
    String[] days =
        switch (language) {
          case EN -> new String[] {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
          case RU -> new String[] {"пн", "вт", "ср", "чт", "пт", "сб", "вс"};
          case ZH -> new String[] {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
        };
    return days[day.getValue() - 1];
  }

  /** A share of a hundred with as many decimals as a small one needs. */
  public String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    BigDecimal share =
        BigDecimal.valueOf(part)
            .movePointRight(2)
            .divide(BigDecimal.valueOf(whole), 3, RoundingMode.HALF_UP);
    return percent(share);
  }
}
