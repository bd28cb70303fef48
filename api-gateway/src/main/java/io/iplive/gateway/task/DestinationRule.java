package io.iplive.gateway.task;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.call.WebRules;
import io.iplive.gateway.monitor.Protocol;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code data} by the kind of the task: URL, host name, address or host and port. Literal
 * addresses are judged by the outbound policy here, names when they are resolved, at each probe.
 */
final class DestinationRule implements Rule<Destination> {

  private static final int MOST = 2_048;
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final String OPEN = "addresses outside networks closed by this installation";

  private final TaskKind kind;
  private final Predicate<InetAddress> permitted;

  DestinationRule(TaskKind kind, Predicate<InetAddress> permitted) {
    this.kind = kind;
    this.permitted = permitted;
  }

  /** Host and port as they stand in a text. */
  private record HostPort(String host, @Nullable Integer port) {}

  @Override
  public Reading<Destination> read(String data) {
    if (data.length() > MOST || CONTROL.matcher(data).find()) {
      return bad(data);
    }
    return switch (kind) {
      case SITE, CONTENT -> url(data, data);
      case CERTIFICATE -> SCHEME.matcher(data).matches() ? url(data, data) : place(data, data);
      default -> place(data, data);
    };
  }

  private Reading<Destination> url(String data, String text) {
    Matcher scheme = SCHEME.matcher(text);
    String name = scheme.matches() ? scheme.group(1).toLowerCase(Locale.ROOT) : "http";
    String rest = scheme.matches() ? scheme.group(2) : text;
    boolean known = name.equals("https") || (name.equals("http") && kind.http());
    if (!known) {
      return bad(data);
    }
    int end = indexOfAny(rest, "/?#");
    String path = rest.substring(end);
    Reading<String> sent = WebRules.path(MOST).read(path.startsWith("/") ? path : "/" + path);
    Optional<HostPort> place = hostPort(rest.substring(0, end));
    if (place.isEmpty() || !(sent instanceof Reading.Good<String>(String encoded))) {
      return bad(data);
    }
    Protocol protocol =
        kind == TaskKind.CERTIFICATE
            ? Protocol.TLS
            : name.equals("https") ? Protocol.HTTPS : Protocol.HTTP;
    return destination(data, protocol, place.get(), encoded);
  }

  private Reading<Destination> place(String data, String text) {
    Optional<HostPort> place =
        IpAddress.parse(text).isPresent() ? Optional.of(new HostPort(text, null)) : hostPort(text);
    boolean portless = kind == TaskKind.PING || kind == TaskKind.DNS || kind == TaskKind.DOMAIN;
    if (place.isEmpty() || (portless && place.get().port() != null)) {
      return bad(data);
    }
    return destination(data, protocol(), place.get(), "/");
  }

  private Protocol protocol() {
    return switch (kind) {
      case SITE, CONTENT -> Protocol.HTTP;
      case PING -> Protocol.ICMP;
      case PORT -> Protocol.TCP;
      case DNS -> Protocol.DNS;
      case SMTP -> Protocol.SMTP;
      case POP3 -> Protocol.POP3;
      case IMAP -> Protocol.IMAP;
      case FTP -> Protocol.FTP;
      case SSH -> Protocol.SSH;
      case CERTIFICATE -> Protocol.TLS;
      case UDP -> Protocol.UDP;
      case DOMAIN -> Protocol.DOMAIN;
    };
  }

  private Reading<Destination> destination(
      String data, Protocol protocol, HostPort place, String path) {
    Optional<IpAddress> literal = IpAddress.parse(place.host());
    if (literal.isPresent()) {
      if (kind == TaskKind.DNS || kind == TaskKind.DOMAIN) {
        return bad(data);
      }
      return permitted.test(literal.get().inet())
          ? new Reading.Good<>(
              new Destination(protocol, literal.get().text(), null, place.port(), path))
          : new Reading.Bad<>(data, OPEN);
    }
    return switch (WebRules.hostName().read(place.host())) {
      case Reading.Good<String>(String name) when kind != TaskKind.DOMAIN || name.contains(".") ->
          new Reading.Good<>(new Destination(protocol, name, name, place.port(), path));
      case Reading.Good<String> _, Reading.Bad<String> _ -> bad(data);
    };
  }

  /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}. */
  private static Optional<HostPort> hostPort(String text) {
    int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
    int colon = text.indexOf(':', Math.max(0, bracket));
    String host = colon < 0 ? text : text.substring(0, colon);
    if (text.startsWith("[")) {
      boolean v6 = host.endsWith("]") && host.indexOf(':') > 0;
      host = v6 ? host.substring(1, host.length() - 1) : "";
    }
    if (host.isEmpty()) {
      return Optional.empty();
    }
    if (colon < 0) {
      return Optional.of(new HostPort(host, null));
    }
    String port = text.substring(colon + 1);
    if (!PORT.matcher(port).matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port);
    return number >= 1 && number <= 65_535
        ? Optional.of(new HostPort(host, number))
        : Optional.empty();
  }

  private static int indexOfAny(String text, String marks) {
    for (int i = 0; i < text.length(); i++) {
      if (marks.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private Reading<Destination> bad(String data) {
    return new Reading.Bad<>(
        data,
        switch (kind) {
          case SITE, CONTENT ->
              "a host name or an http or https URL of at most %d characters, without user and fragment"
                  .formatted(MOST);
          case CERTIFICATE -> "a host name or address, with or without port, or an https URL";
          case PING -> "a host name or an address";
          case DNS, DOMAIN -> "a host name";
          case PORT, UDP, SMTP, POP3, IMAP, FTP, SSH ->
              "a host name or address, with or without port";
        });
  }
}
