package io.iplive.prober.probe.dns;

import static java.util.stream.Collectors.joining;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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

  private static final Pattern IPV6 = Pattern.compile("[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*");

  public DnsAnswer {
    values = List.copyOf(values);
  }

  /** The name of a response code. */
  static String code(int number) {
    return number < CODES.size() ? CODES.get(number) : "RCODE" + number;
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
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return Arrays.stream(name.split(" ", -1)).map(DnsAnswer::sameAddress).collect(joining(" "));
  }

  /** An IPv6 address in one of its forms; everything else as it is. */
  private static String sameAddress(String part) {
    if (!IPV6.matcher(part).matches()) {
      return part;
    }
    try {
      return InetAddress.ofLiteral(part).getHostAddress();
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
