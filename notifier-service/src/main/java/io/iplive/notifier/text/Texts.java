package io.iplive.notifier.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses and fills texts. */
public final class Texts {

  /** The provider's limit of an SMS. */
  static final int LONGEST_SMS = 1000;

  /** The Bot API's limit of a message. */
  static final int LONGEST_CHAT = 4096;

  private static final int RECOVERED = 200;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private final BuiltIn builtIn;

  public Texts(BuiltIn builtIn) {
    this.builtIn = builtIn;
  }

  /**
   * Who reads.
   *
   * @param zone of the times told; one that does not exist is UTC
   */
  public record Reader(Language language, String zone, Audience audience) {}

  /**
   * The text of a notice.
   *
   * @param own the account's own texts
   */
  public Composed compose(Notice notice, Reader reader, Medium medium, List<Template> own) {
    Template given = best(builtIn.templates(), notice, reader, medium);
    if (given == null) {
      throw new IllegalStateException("Every notice has a built-in text for any code");
    }
    Template mine = best(own, notice, reader, medium);
    Template chosen = mine == null ? given : mine;
    Map<String, String> values = values(notice, reader, medium);
    String text = fill(chosen.text(), values, UnaryOperator.identity());
    return switch (medium) {
      case SMS -> new Composed("", cut(line(text), LONGEST_SMS), "");
      case TELEGRAM -> new Composed("", cut(text, LONGEST_CHAT), "");
      case EMAIL -> {
        String subject = line(fill(subject(chosen, notice, reader), values, v -> v));
        String html =
            chosen.html() == null
                ? Html.page(subject, text)
                : fill(chosen.html(), values, Html::escaped);
        yield new Composed(subject, text, html);
      }
    };
  }

  /** A text without a subject of its own has that of the most exact built-in one that has. */
  private String subject(Template chosen, Notice notice, Reader reader) {
    if (chosen.subject() != null) {
      return chosen.subject();
    }
    List<Template> named =
        builtIn.templates().stream().filter(template -> template.subject() != null).toList();
    Template best = best(named, notice, reader, Medium.EMAIL);
    return best == null || best.subject() == null ? "{task}" : best.subject();
  }

  /** A text that tells of nothing, to try a contact with. */
  public Composed trial(Reader reader) {
    String subject = word(reader.language(), "trial.subject");
    String text = word(reader.language(), "trial.text");
    return new Composed(subject, text, Html.page(subject, text));
  }

  /** One SMS in place of several that came too late, a clause for each. */
  public String digest(List<Notice> notices, Reader reader) {
    StringBuilder text = new StringBuilder();
    int left = notices.size();
    for (Notice notice : notices) {
      String name = "sms.digest." + (notice.stop() == null ? "down" : "up");
      String pattern = builtIn.word(reader.language(), name);
      String clause =
          fill(pattern == null ? "{task}" : pattern, values(notice, reader, Medium.SMS), v -> v);
      String more = "; +" + left;
      if (text.length() + clause.length() + more.length() + 2 > LONGEST_SMS) {
        return text + more;
      }
      text.append(text.isEmpty() ? "" : "; ").append(clause);
      left--;
    }
    return line(text.toString());
  }

  private static @Nullable Template best(
      List<Template> templates, Notice notice, Reader reader, Medium medium) {
    Template best = null;
    int most = -1;
    for (Template template : templates) {
      int fits = template.fits(notice, reader.audience(), reader.language(), medium);
      if (fits > most) {
        best = template;
        most = fits;
      }
    }
    return best;
  }

  private Map<String, String> values(Notice notice, Reader reader, Medium medium) {
    DateTimeFormatter times = times(reader, medium);
    Long stop = notice.stop();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("task", line(notice.task()));
    values.put("data", line(notice.data()));
    values.put("code", Integer.toString(notice.code()));
    values.put("text", line(reason(notice, reader.language())));
    values.put("time_start", times.format(Instant.ofEpochSecond(notice.start())));
    values.put("time_stop", stop == null ? "" : times.format(Instant.ofEpochSecond(stop)));
    long lasted = (stop == null ? notice.now() : stop) - notice.start();
    values.put("duration", duration(Duration.ofSeconds(Math.max(0, lasted)), reader.language()));
    values.put("account", line(notice.account()));
    return values;
  }

  private String reason(Notice notice, Language language) {
    boolean status = notice.code() > 0 && notice.code() != RECOVERED && notice.code() < 1000;
    Integer failure = notice.failureCode();
    String known = failure == null ? null : builtIn.word(language, "code." + failure);
    if (status) {
      String pattern = builtIn.word(language, "status");
      return pattern == null ? "" : pattern.replace("{code}", Integer.toString(notice.code()));
    }
    if (language == Language.EN && notice.failureText() != null) {
      return notice.failureText();
    }
    if (known != null) {
      return known;
    }
    return notice.failureText() == null ? word(language, "unknown") : notice.failureText();
  }

  private DateTimeFormatter times(Reader reader, Medium medium) {
    String pattern = word(reader.language(), medium == Medium.SMS ? "time.short" : "time");
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone(reader.zone()));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }

  private String duration(Duration length, Language language) {
    StringBuilder text = new StringBuilder();
    unit(text, length.toDays(), word(language, "unit.day"));
    unit(text, length.toHoursPart(), word(language, "unit.hour"));
    unit(text, length.toMinutesPart(), word(language, "unit.minute"));
    if (text.isEmpty() || length.toSecondsPart() > 0) {
      unit(text, length.toSecondsPart(), word(language, "unit.second"));
    }
    return text.isEmpty() ? "0 " + word(language, "unit.second") : text.toString();
  }

  private static void unit(StringBuilder text, long count, String name) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(name);
    }
  }

  private String word(Language language, String name) {
    String word = builtIn.word(language, name);
    return word == null ? name : word;
  }

  /** A name of no value stays as it is: braces may be meant. */
  private static String fill(
      String pattern, Map<String, String> values, UnaryOperator<String> written) {
    return PLACEHOLDER
        .matcher(pattern)
        .replaceAll(found -> {
          String value = values.get(found.group(1));
          return Matcher.quoteReplacement(value == null ? found.group() : written.apply(value));
        });
  }

  /** One line: nothing that a customer wrote breaks a header or makes another line. */
  static String line(String text) {
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
