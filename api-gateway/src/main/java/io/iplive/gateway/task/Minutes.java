package io.iplive.gateway.task;

import io.iplive.gateway.call.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Lengths as the task API writes them: minutes with up to three decimals. Inside they are whole
 * seconds; a thousandth of a minute is so small that every second is read back as it was shown.
 */
public final class Minutes {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");
  private static final BigDecimal SECONDS = BigDecimal.valueOf(60);

  private Minutes() {}

  /** From {@code least} to {@code most} minutes, rounded to whole seconds. */
  public static Rule<Duration> rule(String least, String most) {
    BigDecimal from = new BigDecimal(least);
    BigDecimal to = new BigDecimal(most);
    String allowed = "%s to %s minutes".formatted(least, most);
    return text -> {
      if (!DECIMAL.matcher(text).matches()) {
        return new Rule.Reading.Bad<>(text, allowed);
      }
      BigDecimal minutes = new BigDecimal(text);
      return minutes.compareTo(from) < 0 || minutes.compareTo(to) > 0
          ? new Rule.Reading.Bad<>(text, allowed)
          : new Rule.Reading.Good<>(
              Duration.ofSeconds(
                  minutes.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact()));
    };
  }

  /** A length in minutes, without trailing zeros. */
  public static BigDecimal of(Duration length) {
    BigDecimal minutes =
        BigDecimal.valueOf(length.toSeconds())
            .divide(SECONDS, 3, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return minutes.scale() < 0 ? minutes.setScale(0, RoundingMode.UNNECESSARY) : minutes;
  }

  static String text(Duration length) {
    return of(length).toPlainString();
  }
}
