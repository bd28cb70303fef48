package io.iplive.prober.probe.dns;

import java.util.List;
import java.util.Locale;

/**
 * What a name server answered.
 *
 * @param code response code, such as {@code NOERROR}
 * @param truncated whether the rest comes over TCP
 * @param values of the records of the asked type, as people write them
 */
public record DnsAnswer(String code, boolean truncated, List<String> values) {

  private static final List<String> CODES =
      List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

  public DnsAnswer {
    values = List.copyOf(values);
  }

  /** The name of a response code. */
  static String code(int number) {
    return number < CODES.size() ? CODES.get(number) : "RCODE" + number;
  }

  /** Whether a text is a response code's name. */
  public static boolean namesCode(String text) {
    return CODES.contains(text.strip().toUpperCase(Locale.ROOT));
  }

  /** Whether a record has the value, or a part of it between blanks is the value. */
  public boolean holds(String expected) {
    String wanted = normal(expected);
    return values.stream()
        .map(DnsAnswer::normal)
        .anyMatch(
            value -> value.equals(wanted) || (" " + value + " ").contains(" " + wanted + " "));
  }

  private static String normal(String value) {
    String lower = value.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
