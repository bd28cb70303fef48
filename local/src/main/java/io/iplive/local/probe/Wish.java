package io.iplive.local.probe;

import io.iplive.local.instance.Complaint;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.demand.Content;
import io.iplive.prober.probe.demand.Demands;
import io.iplive.prober.probe.demand.Identity;
import io.iplive.prober.probe.demand.IpVersion;
import io.iplive.prober.probe.demand.Pings;
import io.iplive.prober.probe.demand.Pins;
import io.iplive.prober.probe.demand.Steps;
import io.iplive.prober.probe.web.WebAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks a probe for.
 *
 * @param words an address of the web, or a type and a target
 * @param options by name; flags have an empty value
 */
public record Wish(List<String> words, Map<String, String> options) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_SECONDS = 600;

  /** A target, taken apart. */
  private record Place(String host, @Nullable Integer port) {}

  /** As the engine takes it. */
  public ProbeRequest request() {
    try {
      String first = words.getFirst();
      if (words.size() == 1) {
        return web(first.contains("://") ? first : "http://" + first);
      }
      String type = first.toLowerCase(Locale.ROOT);
      return type.equals("http") || type.equals("https")
          ? web(type + "://" + words.get(1))
          : other(type, place(words.get(1)));
    } catch (IllegalArgumentException e) {
      throw new Complaint(
          "This cannot be probed: %s.".formatted(String.valueOf(e.getMessage())), e);
    }
  }

  private ProbeRequest web(String url) {
    WebAddress address = WebAddress.parse(url);
    String connected = value("--address");
    return request(
        address.secure() ? "https" : "http",
        new Place(connected == null ? address.host() : connected, address.port()),
        address.path(),
        connected == null ? null : address.host());
  }

  private ProbeRequest other(String type, Place place) {
    return request(type, place, "/", null);
  }

  private ProbeRequest request(String type, Place place, String path, @Nullable String host) {
    boolean follow = options.containsKey("--follow");
    String codes = value("--code");
    String dnsType = value("--dns-type");
    String named = value("--host");
    HttpCheck check =
        new HttpCheck(
            path,
            named == null ? host : named,
            value("--cookie"),
            value("--user-agent"),
            codes == null
                ? ExpectedCodes.parse(follow ? "2xx" : "2xx,3xx")
                : ExpectedCodes.parse(codes),
            !options.containsKey("--insecure"),
            follow,
            new HttpMessage(method(), headers(), value("--body")),
            new Keywords(value("--keyword"), value("--absent")));
    return new ProbeRequest(
        type,
        place.host(),
        place.port(),
        timeout(),
        whole("--retries", 0, 5, 0),
        check,
        new Dialogue(value("--send"), value("--expect")),
        new DnsCheck(
            dnsType == null ? DnsCheck.DEFAULT.type() : dnsType,
            value("--dns-server"),
            type.equals("dns") ? value("--expect") : null),
        options.containsKey("--days") ? whole("--days", 0, 3_650, 0) : null,
        null,
        demands());
  }

  private Demands demands() {
    int slow = whole("--slow", 1, 60_000, 0);
    String identity = file("--client-cert");
    return new Demands(
        slow == 0 ? null : Duration.ofMillis(slow),
        IpVersion.of(value("--ip")),
        Content.of(
            value("--pattern"), value("--json-path"), value("--json-expect"), value("--sha256")),
        Pins.parse(value("--pin")),
        identity == null ? null : Identity.parse(identity),
        Steps.parse(file("--script")),
        Pings.of(
            whole("--packets", 1, 10, 1),
            whole("--size", 16, 1_400, 56),
            options.containsKey("--ttl") ? whole("--ttl", 1, 255, 0) : null,
            whole("--loss", 0, 99, 0)));
  }

  private @Nullable String file(String option) {
    String name = value(option);
    try {
      return name == null ? null : Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new Complaint("%s is '%s', which cannot be read.".formatted(option, name), e);
    }
  }

  private List<Header> headers() {
    String headers = value("--header");
    List<Header> all = new ArrayList<>(headers == null ? List.of() : HttpMessage.headers(headers));
    String user = value("--user");
    if (user != null) {
      String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
      all.add(new Header("Authorization", "Basic " + basic));
    }
    return all;
  }

  private String method() {
    String method = value("--method");
    if (method != null) {
      return method.toUpperCase(Locale.ROOT);
    }
    return value("--body") == null ? "GET" : "POST";
  }

  private Duration timeout() {
    return Duration.ofSeconds(
        whole("--timeout", 1, MOST_SECONDS, Math.toIntExact(TIMEOUT.toSeconds())));
  }

  private int whole(String option, int least, int most, int preset) {
    String text = value(option);
    if (text == null) {
      return preset;
    }
    int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new Complaint("%s is '%s', allowed is %d..%d.".formatted(option, text, least, most));
    }
    return number;
  }

  private @Nullable String value(String option) {
    return options.get(option);
  }

  /** {@code host}, {@code host:port}, {@code [literal]:port} or a bare IPv6 literal. */
  private static Place place(String target) {
    int close = target.indexOf(']');
    int colon = target.lastIndexOf(':');
    boolean bare = close < 0 && target.indexOf(':') != colon;
    if (colon < 0 || bare || colon < close) {
      return new Place(withoutBrackets(target), null);
    }
    String port = target.substring(colon + 1);
    if (!port.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("'%s' is no port".formatted(port));
    }
    return new Place(withoutBrackets(target.substring(0, colon)), Integer.valueOf(port));
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
