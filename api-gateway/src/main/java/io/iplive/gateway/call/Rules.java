package io.iplive.gateway.call;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Rule.Reading;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules for numbers, lists and addresses. */
public final class Rules {

  /** What is allowed where true and false are not. */
  public static final String NO_TRUTH = "numbers and texts, this is no flag";

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
  private static final String OPEN = "addresses outside networks closed by this installation";

  private Rules() {}

  /** A whole number; {@code unit} follows the range in the message, with its blank. */
  public static Rule<Integer> integer(int least, int most, String unit) {
    String allowed = least + ".." + most + unit;
    return text ->
        number(text)
            .filter(value -> value >= least && value <= most)
            .<Reading<Integer>>map(value -> new Reading.Good<>(value.intValue()))
            .orElseGet(() -> new Reading.Bad<>(text, allowed));
  }

  /** A length in whole seconds. */
  public static Rule<Duration> seconds(int least, int most) {
    return integer(least, most, " seconds").as(Duration::ofSeconds);
  }

  /** Any text. */
  public static Rule<String> text() {
    return Reading.Good::new;
  }

  /** An id that the caller chose. */
  public static Rule<Long> id() {
    return text ->
        number(text)
            .<Reading<Long>>map(Reading.Good::new)
            .orElseGet(() -> new Reading.Bad<>(text, "a 64-bit whole number"));
  }

  /** Ids that the caller chose, each once. */
  public static Rule<List<Long>> ids(String separator, int most) {
    return text -> {
      List<String> parts = List.of(text.split(Pattern.quote(separator), -1));
      if (parts.size() > most) {
        return new Reading.Bad<>(text, "at most %d elements".formatted(most));
      }
      List<Long> ids = new ArrayList<>();
      Set<Long> seen = new HashSet<>();
      for (String part : parts) {
        Optional<Long> id = number(part.strip());
        if (id.isEmpty()) {
          String allowed = "64-bit whole numbers separated by '%s'".formatted(separator);
          return new Reading.Bad<>(part, allowed);
        }
        if (!seen.add(id.get())) {
          return new Reading.Bad<>(part, "each id once");
        }
        ids.add(id.get());
      }
      return new Reading.Good<>(List.copyOf(ids));
    };
  }

  /** One of a few words, whatever their case. */
  public static <T> Rule<T> oneOf(Map<String, T> words) {
    String allowed = String.join(", ", words.keySet());
    return text ->
        Optional.ofNullable(words.get(text.toLowerCase(Locale.ROOT)))
            .<Reading<T>>map(Reading.Good::new)
            .orElseGet(() -> new Reading.Bad<>(text, allowed));
  }

  /** One of the names of an enum, in the order in which it has them. */
  public static <E extends Enum<E>> Rule<E> oneOf(E[] values) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E value : values) {
      words.put(value.name().toLowerCase(Locale.ROOT), value);
    }
    return oneOf(words);
  }

  /** One of a few words, in their order. */
  public static Rule<String> oneOf(String... words) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String word : words) {
      named.put(word, word);
    }
    return oneOf(named);
  }

  /** JSON's words for a flag. */
  public static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** 0 or 1. */
  public static Rule<Boolean> flag() {
    return integer(0, 1, "").as(value -> value == 1);
  }

  /** A zone's IANA name. */
  public static Rule<String> zone() {
    return text ->
        text.equals("UTC") || ZoneId.getAvailableZoneIds().contains(text)
            ? new Rule.Reading.Good<>(text)
            : new Rule.Reading.Bad<>(text, "names of the IANA zones, like Europe/Moscow");
  }

  /** One address literal, IPv6 with or without brackets. */
  public static Rule<IpAddress> address() {
    return text ->
        IpAddress.parse(unbracketed(text).orElse(text))
            .<Reading<IpAddress>>map(Reading.Good::new)
            .orElseGet(() -> new Reading.Bad<>(text, "an IPv4 or IPv6 address"));
  }

  /** One address literal that {@code permitted} lets pass. */
  public static Rule<IpAddress> address(Predicate<InetAddress> permitted) {
    return text ->
        address()
            .then(address ->
                permitted.test(address.inet())
                    ? new Reading.Good<>(address)
                    : new Reading.Bad<IpAddress>(text, OPEN))
            .read(text);
  }

  /** Address literals separated by colons, IPv6 in brackets, that {@code permitted} lets pass. */
  public static Rule<List<IpAddress>> addresses(int most, Predicate<InetAddress> permitted) {
    return text -> {
      List<String> parts = split(text);
      if (parts.size() > most) {
        return new Reading.Bad<>(text, "at most %d addresses".formatted(most));
      }
      List<IpAddress> addresses = new ArrayList<>();
      for (String part : parts) {
        Optional<IpAddress> address = element(part.strip());
        if (address.isEmpty()) {
          return new Reading.Bad<>(part, "IPv4 or [IPv6] addresses separated by ':'");
        }
        if (!permitted.test(address.get().inet())) {
          return new Reading.Bad<>(part, OPEN);
        }
        addresses.add(address.get());
      }
      return new Reading.Good<>(List.copyOf(addresses));
    };
  }

  private static Optional<IpAddress> element(String part) {
    Optional<String> inner = unbracketed(part);
    return IpAddress.parse(inner.orElse(part))
        .filter(address -> address.inet() instanceof Inet4Address == inner.isEmpty());
  }

  private static Optional<String> unbracketed(String text) {
    return text.startsWith("[") && text.endsWith("]")
        ? Optional.of(text.substring(1, text.length() - 1))
        : Optional.empty();
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int bracket = text.startsWith("[", from) ? text.indexOf(']', from) : from;
      int colon = text.indexOf(':', Math.max(bracket, from));
      int end = colon < 0 ? text.length() : colon;
      parts.add(text.substring(from, end));
      from = end + 1;
    }
    return parts;
  }

  private static Optional<Long> number(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
