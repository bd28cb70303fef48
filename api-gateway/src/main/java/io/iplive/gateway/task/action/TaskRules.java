package io.iplive.gateway.task.action;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.WebRules;
import io.iplive.gateway.task.TaskKind;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules of parameters that only tasks have. */
public final class TaskRules {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}):(.*)");
  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Z-]{1,20}");
  private static final List<String> DNS_TYPES =
      List.of(
          "A", "AAAA", "CNAME", "MX", "NS", "TXT", "SOA", "PTR", "SRV", "CAA", "DS", "DNSKEY",
          "TLSA", "SSHFP", "SVCB", "HTTPS", "NAPTR", "SPF", "ANY");
  private static final int MOST_DNS_TYPE = 65_535;
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection");
  private static final int MOST_HEADERS = 20;
  private static final int MOST_HEADER = 4_096;

  /** The last second that fits four-digit years. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private TaskRules() {}

  static Rule<TaskKind> kind() {
    return Rules.integer(1, 13, "").as(number -> TaskKind.ofNumber(number).orElseThrow());
  }

  /** An id that the installation gave. */
  public static Rule<Long> id() {
    return text ->
        text.matches("[0-9]+") && Rules.id().read(text) instanceof Reading.Good<Long> good
            ? good
            : new Reading.Bad<>(text, "whole numbers");
  }

  /** Ids that the installation gave, separated by commas, each once. */
  public static Rule<List<Long>> ids(int most) {
    return Rules.ids(",", most);
  }

  /** Text of one line. */
  public static Rule<String> line(int most) {
    return text ->
        text.codePointCount(0, text.length()) <= most && !CONTROL.matcher(text).find()
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(
                text, "up to %d characters, none of them a control character".formatted(most));
  }

  /** Any text that a wire can carry. */
  static Rule<String> text(int most) {
    return text ->
        text.codePointCount(0, text.length()) <= most && text.indexOf('\0') < 0
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(text, "up to %d characters without NUL".formatted(most));
  }

  static Rule<String> bytes(int most) {
    return text ->
        text.getBytes(StandardCharsets.UTF_8).length <= most && text.indexOf('\0') < 0
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(text, "up to %d bytes without NUL".formatted(most));
  }

  /** A second of the past or the future. */
  public static Rule<Instant> second() {
    return text ->
        text.matches("[0-9]{1,12}") && Long.parseLong(text) <= LAST_SECOND
            ? new Reading.Good<>(Instant.ofEpochSecond(Long.parseLong(text)))
            : new Reading.Bad<>(text, "unix seconds");
  }

  static Rule<Instant> future(Instant now) {
    return text ->
        second()
            .then(at ->
                at.isAfter(now)
                    ? new Reading.Good<>(at)
                    : new Reading.Bad<Instant>(text, "unix seconds of the future"))
            .read(text);
  }

  /** Any that a prober sends: after a CONNECT there is no answer to judge. */
  static Rule<String> method() {
    return text -> {
      String method = text.toUpperCase(Locale.ROOT);
      return METHOD.matcher(method).matches() && !method.equals("CONNECT")
          ? new Reading.Good<>(method)
          : new Reading.Bad<>(text, "HTTP methods of up to 20 characters, not CONNECT");
    };
  }

  /** Any that a prober asks for. */
  static Rule<String> dnsType() {
    return text -> {
      String type = text.toUpperCase(Locale.ROOT);
      return DNS_TYPES.contains(type) || isNumbered(type)
          ? new Reading.Good<>(type)
          : new Reading.Bad<>(text, String.join(", ", DNS_TYPES) + " and TYPE1 to TYPE65535");
    };
  }

  private static boolean isNumbered(String type) {
    return type.matches("TYPE[1-9][0-9]{0,4}")
        && Integer.parseInt(type.substring(4)) <= MOST_DNS_TYPE;
  }

  /** A {@code Name: value} a line; none of those that belong to the connection. */
  static Rule<String> headers() {
    String allowed =
        "up to %d lines of 'Name: value', not Host, Content-Length, Transfer-Encoding, Connection"
            .formatted(MOST_HEADERS);
    return text -> {
      List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      boolean fits = lines.size() <= MOST_HEADERS && lines.stream().allMatch(TaskRules::header);
      return fits
          ? new Reading.Good<>(lines.stream().collect(Collectors.joining("\n")))
          : new Reading.Bad<>(text, allowed);
    };
  }

  private static boolean header(String line) {
    Matcher parts = HEADER.matcher(line);
    return parts.matches()
        && !OURS.contains(parts.group(1).toLowerCase(Locale.ROOT))
        && WebRules.headerValue(MOST_HEADER).read(parts.group(2)) instanceof Reading.Good<String>;
  }

  /** A host name, or a literal address that probes may reach. */
  static Rule<String> nameServer(Predicate<InetAddress> permitted) {
    return text -> {
      Optional<IpAddress> literal = IpAddress.parse(text);
      if (literal.isPresent()) {
        return permitted.test(literal.get().inet())
            ? new Reading.Good<>(literal.get().text())
            : new Reading.Bad<>(text, "addresses outside networks closed by this installation");
      }
      return switch (WebRules.hostName().read(text)) {
        case Reading.Good<String> good -> good;
        case Reading.Bad<String> _ -> new Reading.Bad<>(text, "a host name or an address");
      };
    };
  }
}
