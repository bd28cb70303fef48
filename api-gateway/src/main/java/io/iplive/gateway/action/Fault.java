package io.iplive.gateway.action;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a call.
 *
 * @param code stable, for programs: {@code period_invalid}
 * @param param the parameter at fault; null: none
 * @param text one English sentence, for people
 */
public record Fault(String code, @Nullable String param, String text) {

  private static final int MOST_ECHOED = 100;

  /** A value that is not allowed, and what is. */
  public static Fault invalid(String param, String value, String allowed) {
    return new Fault(param + "_invalid", param, sentence(param, value, allowed));
  }

  /** An id that names nothing of this account. */
  public static Fault unknown(String what, String param, long id) {
    return new Fault(
        what + "_unknown", param, "%s is %d; this account has no such one.".formatted(param, id));
  }

  /** A parameter that has to be there and is not. */
  public static Fault missing(String param) {
    return new Fault(param + "_required", param, param + " is missing; it is required.");
  }

  /** A parameter that has one value and was sent with several. */
  public static Fault repeated(String param) {
    return new Fault("duplicate_param", param, param + " is sent more than once.");
  }

  /** Bytes that are no text of the charset. */
  public static Fault garbled(String param, String charset) {
    return new Fault("encoding_invalid", param, "%s is not in %s.".formatted(param, charset));
  }

  static String sentence(String param, String value, String allowed) {
    int end =
        value.codePointCount(0, value.length()) <= MOST_ECHOED
            ? value.length()
            : value.offsetByCodePoints(0, MOST_ECHOED);
    return "%s is %s; allowed are %s.".formatted(param, value.substring(0, end), allowed);
  }
}
