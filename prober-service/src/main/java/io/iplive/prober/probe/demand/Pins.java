package io.iplive.prober.probe.demand;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys of which a server's chain must hold one.
 *
 * @param sha256 of each SubjectPublicKeyInfo, base64; empty: any key will do
 */
public record Pins(Set<String> sha256) {

  private static final Pattern PIN = Pattern.compile("[A-Za-z0-9+/]{43}=");
  private static final String PREFIX = "sha256/";
  private static final int MOST = 10;

  /** Any key will do. */
  public static final Pins NONE = new Pins(Set.of());

  public Pins {
    sha256 = Set.copyOf(sha256);
  }

  /**
   * Reads a comma list, each with or without {@code sha256/} before it.
   *
   * @throws IllegalArgumentException naming the one that is none
   */
  public static Pins parse(@Nullable String list) {
    if (list == null) {
      return NONE;
    }
    Set<String> pins = new TreeSet<>();
    Arrays.stream(list.split(",", -1)).map(Pins::pin).forEach(pins::add);
    if (pins.size() > MOST) {
      throw new IllegalArgumentException(
          "keyPins has %d keys, allowed are %d".formatted(pins.size(), MOST));
    }
    return new Pins(pins);
  }

  private static String pin(String item) {
    String text = item.strip();
    String pin = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    if (!PIN.matcher(pin).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no SHA-256 in base64, like sha256/AAAA...=".formatted(text));
    }
    return pin;
  }

  /** Whether any key will do. */
  public boolean none() {
    return sha256.isEmpty();
  }
}
