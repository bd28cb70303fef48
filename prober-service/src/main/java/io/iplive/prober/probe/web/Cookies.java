package io.iplive.prober.probe.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cookies that one probe is given on its way from hop to hop; they end with it. */
public final class Cookies {

  private static final int MOST = 50;
  private static final int LONGEST = 4_096;

  private final Map<String, Cookie> cookies = new LinkedHashMap<>();

  private record Cookie(String domain, boolean exact, boolean secure, String pair) {

    boolean goesTo(WebAddress to) {
      boolean named = to.host().equals(domain) || (!exact && to.host().endsWith("." + domain));
      return named && (!secure || to.secure());
    }
  }

  /** A server gave one, in a {@code Set-Cookie}; what cannot be kept is passed over. */
  public void take(WebAddress from, String setCookie) {
    String[] parts = setCookie.split(";", -1);
    String pair = parts[0].strip();
    int equals = pair.indexOf('=');
    boolean sendable = pair.chars().noneMatch(Character::isISOControl);
    if (equals < 1 || !sendable || pair.length() > LONGEST || cookies.size() >= MOST) {
      return;
    }
    String domain = from.host();
    boolean exact = true;
    boolean secure = false;
    for (int n = 1; n < parts.length; n++) {
      String attribute = parts[n].strip();
      String lower = attribute.toLowerCase(Locale.ROOT);
      if (lower.equals("secure")) {
        secure = true;
      } else if (lower.startsWith("domain=")) {
        String wanted = lower.substring(7).replaceFirst("^\\.", "");
        if (!from.host().equals(wanted) && !withinSite(from.host(), wanted)) {
          return;
        }
        exact = wanted.isEmpty();
        domain = exact ? domain : wanted;
      }
    }
    cookies.put(domain + ' ' + pair.substring(0, equals), new Cookie(domain, exact, secure, pair));
  }

  private static boolean withinSite(String host, String domain) {
    return domain.isEmpty() || (domain.indexOf('.') > 0 && host.endsWith("." + domain));
  }

  /** The {@code Cookie} header to a server; null: none. */
  public @Nullable String header(WebAddress to, @Nullable String own) {
    String kept =
        cookies.values().stream()
            .filter(cookie -> cookie.goesTo(to))
            .map(Cookie::pair)
            .collect(Collectors.joining("; "));
    if (own == null) {
      return kept.isEmpty() ? null : kept;
    }
    return kept.isEmpty() ? own : own + "; " + kept;
  }
}
