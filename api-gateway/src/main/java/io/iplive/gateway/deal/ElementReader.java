package io.iplive.gateway.deal;

import io.iplive.gateway.job.Question;
import io.iplive.gateway.monitor.TargetId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an element; the name of the first unusable field is the reason it is rejected for. */
final class ElementReader {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,9})?");
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");
  private static final Set<String> PHASES =
      Set.of("RESOLVE", "CONNECT", "TLS", "SEND", "FIRST_BYTE", "TRANSFER");
  private static final int FIRST_CODE = 2_001;
  private static final int LAST_CODE = 9_999;
  private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
  private static final int MOST_TEXT = 300;
  private static final int MOST_HEAD = 4_096;
  private static final int MOST_BODY = 2_048;
  private static final int MOST_LINES = 10;
  private static final int MOST_LINE = 300;
  private static final long MOST_SECONDS = 1L << 40;
  private static final long MOST_MILLIS = 86_400_000;
  private static final long MOST_MICROS = 1_000 * MOST_MILLIS;

  private final Element element;
  private final FailureList failures;
  private @Nullable String unusable;

  private ElementReader(Element element, FailureList failures) {
    this.element = element;
    this.failures = failures;
  }

  /** What became of it. */
  sealed interface Reading {

    record Read(Claim claim) implements Reading {}

    record Unusable(String field) implements Reading {}
  }

  /**
   * Reads an element.
   *
   * @param round the call's timestamp, for an element without its own
   */
  static Reading read(Element element, Instant round, FailureList failures) {
    ElementReader reader = new ElementReader(element, failures);
    Claim claim = reader.claim(round);
    String unusable = reader.unusable;
    return unusable == null ? new Reading.Read(claim) : new Reading.Unusable(unusable);
  }

  private Claim claim(Instant round) {
    TargetId target = new TargetId(required("server_id", 1, Long.MAX_VALUE));
    Instant roundAt =
        element.text("timestamp").isEmpty()
            ? round
            : Instant.ofEpochSecond(required("timestamp", 0, MOST_SECONDS));
    int status = (int) required("last_status", 0, 999);
    object("phases");
    object("evidence");
    return new Claim(
        new Question(target, roundAt),
        status,
        micros("res_time"),
        failure(),
        text("text"),
        phase(),
        new Phases(
            whole("phases.resolve", -1, MOST_MICROS, -1),
            whole("phases.connect", -1, MOST_MICROS, -1),
            whole("phases.tls", -1, MOST_MICROS, -1),
            whole("phases.send", -1, MOST_MICROS, -1),
            whole("phases.first_byte", -1, MOST_MICROS, -1),
            whole("phases.transfer", -1, MOST_MICROS, -1)),
        (int) whole("attempts", 0, 100, status == 0 ? 0 : 1),
        instant("started_ms"),
        instant("finished_ms"),
        text("remote_address"),
        flag("not_run"),
        flag("suspect"),
        flag("slow"),
        evidence());
  }

  private @Nullable Evidence evidence() {
    Evidence seen =
        new Evidence(
            words("evidence.head", MOST_HEAD),
            words("evidence.body", MOST_BODY),
            lines("evidence.certificates"),
            lines("evidence.redirects"),
            lines("evidence.addresses"));
    return seen.equals(Evidence.NONE) ? null : seen;
  }

  private @Nullable String words(String field, int most) {
    return element
        .text(field)
        .map(text -> UNSHOWABLE.matcher(text).replaceAll(" "))
        .map(text -> text.length() <= most ? text : text.substring(0, most))
        .orElse(null);
  }

  private List<String> lines(String field) {
    String text = words(field, MOST_LINES * MOST_LINE);
    return text == null
        ? List.of()
        : text.lines()
            .limit(MOST_LINES)
            .map(line -> line.length() <= MOST_LINE ? line : line.substring(0, MOST_LINE))
            .toList();
  }

  /** Its fields are read one by one; here only that it is none of something else. */
  private void object(String field) {
    if (element.text(field).isPresent() || element.text(field + Element.ARRAY).isPresent()) {
      refuse(field);
    }
  }

  private long required(String field, long least, long most) {
    if (element.text(field).isEmpty()) {
      refuse(field);
      return least;
    }
    return whole(field, least, most, least);
  }

  private long whole(String field, long least, long most, long preset) {
    Optional<BigDecimal> number = number(field);
    if (number.isEmpty()) {
      return preset;
    }
    BigDecimal value = number.get();
    boolean fits =
        value.stripTrailingZeros().scale() <= 0
            && value.compareTo(BigDecimal.valueOf(least)) >= 0
            && value.compareTo(BigDecimal.valueOf(most)) <= 0;
    if (!fits) {
      refuse(field);
      return preset;
    }
    return value.longValueExact();
  }

  private long micros(String field) {
    Optional<BigDecimal> millis = number(field);
    if (millis.isEmpty()) {
      return -1;
    }
    BigDecimal value = millis.get();
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(MOST_MILLIS)) > 0) {
      refuse(field);
      return -1;
    }
    return value.movePointRight(3).longValue();
  }

  private Optional<BigDecimal> number(String field) {
    Optional<String> text = element.text(field);
    if (text.isPresent() && !NUMBER.matcher(text.get()).matches()) {
      refuse(field);
      return Optional.empty();
    }
    return text.map(BigDecimal::new);
  }

  private @Nullable Instant instant(String field) {
    return element.text(field).isEmpty()
        ? null
        : Instant.ofEpochMilli(whole(field, 0, 1_000 * MOST_SECONDS, 0));
  }

  /** A node may be newer than this program and know a code more. */
  private @Nullable Failure failure() {
    if (element.text("code").isEmpty()) {
      return null;
    }
    int code = (int) whole("code", FIRST_CODE, LAST_CODE, FIRST_CODE);
    return failures.find(code).orElseGet(() -> new Failure(code, false, "The check failed"));
  }

  private @Nullable String phase() {
    Optional<String> phase = element.text("phase").map(text -> text.toUpperCase(Locale.ROOT));
    if (phase.isPresent() && !PHASES.contains(phase.get())) {
      refuse("phase");
    }
    return phase.orElse(null);
  }

  /** A node's words go into notices: printable and short. */
  private @Nullable String text(String field) {
    return element
        .text(field)
        .map(text -> UNPRINTABLE.matcher(text).replaceAll(" "))
        .map(text ->
            text.codePointCount(0, text.length()) <= MOST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_TEXT)))
        .orElse(null);
  }

  private boolean flag(String field) {
    return element
        .text(field)
        .map(text ->
            switch (text) {
              case "1", "true" -> true;
              case "0", "false" -> false;
              default -> {
                refuse(field);
                yield false;
              }
            })
        .orElse(false);
  }

  private void refuse(String field) {
    if (unusable == null) {
      unusable = field;
    }
  }
}
