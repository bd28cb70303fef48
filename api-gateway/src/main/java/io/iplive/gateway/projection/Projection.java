package io.iplive.gateway.projection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The topics that are projected, one each. */
public enum Projection {
  /** Outages, and their events in order. */
  OUTAGES,
  /** Hours of targets. */
  ROLLUPS,
  /** Charges of checks. */
  USAGE,
  /** Messages sent, how contacts fare, silenced outages, and charges of SMS. */
  DELIVERIES;

  /** Its name in commands, metrics and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The projection of that name. */
  public static Optional<Projection> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
