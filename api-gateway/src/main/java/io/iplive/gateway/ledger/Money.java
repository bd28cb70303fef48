package io.iplive.gateway.ledger;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount in micro-units of some currency. */
public record Money(long micros) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  private static final int SCALE = 6;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,6})?");

  /** A decimal with at most six places; empty: it is none. */
  public static Optional<Money> parse(String decimal) {
    return DECIMAL.matcher(decimal).matches()
        ? Optional.of(new Money(new BigDecimal(decimal).movePointRight(SCALE).longValueExact()))
        : Optional.empty();
  }

  /** As a decimal with six places. */
  public String text() {
    return BigDecimal.valueOf(micros, SCALE).toPlainString();
  }

  public boolean isPositive() {
    return micros > 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(micros, other.micros);
  }
}
