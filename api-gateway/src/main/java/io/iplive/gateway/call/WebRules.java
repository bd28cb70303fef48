package io.iplive.gateway.call;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Rule.Reading;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules for what is sent to, and expected of, a web server. */
public final class WebRules {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern CODES =
      Pattern.compile("([1-5])xx|([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");
  private static final String UNSAFE_IN_PATH = " \"<>\\^`{|}";
  private static final int MOST_NAME = 253;
  private static final int MOST_CODES = 255;
  private static final int MOST_URL = 2048;

  private WebRules() {}

  /** A path with an optional query, as it will be sent: what is not ASCII is percent-encoded. */
  public static Rule<String> path(int most) {
    return text -> {
      if (text.length() > most) {
        return new Reading.Bad<>(text, "at most %d characters".formatted(most));
      }
      boolean odd = text.indexOf('#') >= 0 || CONTROL.matcher(text).find();
      if (!text.startsWith("/") || odd) {
        return new Reading.Bad<>(text, "a path that starts with '/', without fragment");
      }
      return new Reading.Good<>(encoded(text));
    };
  }

  private static String encoded(String path) {
    StringBuilder sent = new StringBuilder(path.length());
    for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
      if (unit < 0 || UNSAFE_IN_PATH.indexOf(unit) >= 0) {
        sent.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
      } else {
        sent.append((char) unit);
      }
    }
    return sent.toString();
  }

  /** A host name in its ASCII form, lower case, without port and final dot. */
  public static Rule<String> hostName() {
    return text ->
        ascii(text)
            .<Reading<String>>map(Reading.Good::new)
            .orElseGet(() -> new Reading.Bad<>(text, "a host name without port"));
  }

  private static Optional<String> ascii(String text) {
    String name;
    try {
      name = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
    String whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    List<String> labels = List.of(whole.split("\\.", -1));
    boolean host =
        whole.length() <= MOST_NAME
            && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
            && !NUMERIC.matcher(labels.getLast()).matches();
    return host ? Optional.of(whole) : Optional.empty();
  }

  /** The value of a header: printable ASCII. */
  public static Rule<String> headerValue(int most) {
    return text ->
        text.length() <= most && HEADER_VALUE.matcher(text).matches()
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(text, "at most %d printable ASCII characters".formatted(most));
  }

  /** Expected status codes: {@code 200,301-302,4xx}; blanks are dropped. */
  public static Rule<String> statusCodes() {
    return text -> {
      String allowed = "a list of at most %d characters like 200,301-302,4xx".formatted(MOST_CODES);
      if (text.length() > MOST_CODES) {
        return new Reading.Bad<>(text, allowed);
      }
      List<String> items = new ArrayList<>();
      for (String part : text.split(",", -1)) {
        String item = part.strip().toLowerCase(Locale.ROOT);
        Matcher codes = CODES.matcher(item);
        boolean fits = codes.matches();
        boolean backwards =
            fits && codes.group(3) != null && codes.group(2).compareTo(codes.group(3)) > 0;
        if (!fits || backwards) {
          return new Reading.Bad<>(part, allowed);
        }
        items.add(item);
      }
      return new Reading.Good<>(String.join(",", items));
    };
  }

  /**
   * An absolute http or https address to send to. Only a literal host can be judged here; names are
   * judged when they are resolved, at each delivery.
   */
  public static Rule<String> receiver(Predicate<InetAddress> permitted) {
    return text -> {
      String allowed =
          "an absolute http or https URL of at most %d characters, without user and fragment"
              .formatted(MOST_URL);
      Optional<URI> url = url(text);
      if (url.isEmpty()) {
        return new Reading.Bad<>(text, allowed);
      }
      String host = url.get().getHost();
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      Optional<IpAddress> literal = IpAddress.parse(bare);
      boolean named = literal.isEmpty() && ascii(bare).isPresent();
      if (!named && literal.isEmpty()) {
        return new Reading.Bad<>(text, allowed);
      }
      boolean open = literal.map(address -> permitted.test(address.inet())).orElse(true);
      return open
          ? new Reading.Good<>(text)
          : new Reading.Bad<>(text, "hosts outside networks closed by this installation");
    };
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean fits =
          text.length() <= MOST_URL
              && (scheme.equals("http") || scheme.equals("https"))
              && url.getHost() != null
              && url.getUserInfo() == null
              && url.getFragment() == null
              && url.getPort() <= 65535;
      return fits ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
