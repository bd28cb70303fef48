package io.iplive.prober.probe.demand;

import org.jspecify.annotations.Nullable;

/** Which of a name's addresses are probed. */
public enum IpVersion {
  /** Version 4 where there is one, else 6. */
  ANY,
  V4,
  V6,
  /** Both, and both must be good. */
  BOTH;

  /**
   * By the word of the APIs.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static IpVersion of(@Nullable String word) {
    return switch (word) {
      case null -> ANY;
      case "4" -> V4;
      case "6" -> V6;
      case "both" -> BOTH;
      default ->
          throw new IllegalArgumentException(
              "ipVersion is '%s', allowed are 4, 6 and both".formatted(word));
    };
  }
}
