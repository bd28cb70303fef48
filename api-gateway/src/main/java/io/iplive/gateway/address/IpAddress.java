package io.iplive.gateway.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address given as a literal; never a name, so nothing is ever resolved here. */
public record IpAddress(InetAddress inet) {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int GROUPS = 8;

  /**
   * Reads a literal without brackets, zone or prefix. IPv4 must be four decimal octets without
   * leading zeros (other readers take those for octal); IPv4 in the mapped IPv6 form is refused.
   */
  public static Optional<IpAddress> parse(String literal) {
    if (!V4.matcher(literal).matches() && !V6.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress inet = InetAddress.ofLiteral(literal);
      boolean mapped = inet instanceof Inet4Address && literal.indexOf(':') >= 0;
      return mapped ? Optional.empty() : Optional.of(new IpAddress(inet));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The one canonical spelling, RFC 5952 for IPv6, without brackets. */
  public String text() {
    return inet instanceof Inet6Address v6 ? canonical(v6) : inet.getHostAddress();
  }

  private static String canonical(Inet6Address v6) {
    byte[] bytes = v6.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << Byte.SIZE) | (bytes[2 * i + 1] & 0xff);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zerosFrom(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int zerosFrom(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  @Override
  public String toString() {
    return text();
  }
}
