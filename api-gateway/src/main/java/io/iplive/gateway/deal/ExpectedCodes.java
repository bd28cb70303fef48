package io.iplive.gateway.deal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP status codes that count as right, e.g. {@code 200,301-302,4xx}; as the prober has it.
 */
final class ExpectedCodes {

  private static final Pattern ITEM =
      Pattern.compile("(?<from>[1-9]\\d\\d)(-(?<to>[1-9]\\d\\d))?|(?<hundred>[1-9])[xX][xX]");

  private ExpectedCodes() {}

  /** Whether a status code is one of a comma list of codes, ranges and classes. */
  static boolean matches(String list, int status) {
    for (String item : list.split(",", -1)) {
      Matcher matcher = ITEM.matcher(item.strip());
      if (matcher.matches() && covers(matcher, status)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(Matcher item, int status) {
    String hundred = item.group("hundred");
    if (hundred != null) {
      return status / 100 == Integer.parseInt(hundred);
    }
    int from = Integer.parseInt(item.group("from"));
    String to = item.group("to");
    return from <= status && status <= (to == null ? from : Integer.parseInt(to));
  }
}
