package io.iplive.sla.asked;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Options with a value each, as they stand on a command line. */
final class Options {

  private final Map<String, String> values = new LinkedHashMap<>();

  private Options() {}

  /** Takes {@code --name value} and {@code --name=value}; one that is given twice is refused. */
  static Options parse(List<String> arguments, Set<String> known, Set<String> repeatable) {
    Options options = new Options();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!known.contains(name)) {
        throw new Refusal(
            "There is no option '%s'; allowed are %s.".formatted(name, String.join(" ", known)));
      }
      if (equals < 0 && i + 1 == arguments.size()) {
        throw new Refusal("%s needs a value after it.".formatted(name));
      }
      String value = equals < 0 ? arguments.get(++i) : word.substring(equals + 1);
      String before = options.values.put(name, value);
      if (before != null && repeatable.contains(name)) {
        options.values.put(name, before + "," + value);
      } else if (before != null) {
        throw new Refusal(
            "%s is given twice, '%s' and '%s'; allowed is once.".formatted(name, before, value));
      }
    }
    return options;
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name, String what) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new Refusal("%s is missing; it takes %s.".formatted(name, what));
    }
    return value;
  }

  /** Options that say the same as one that is given. */
  void requireNone(String given, List<String> names) {
    for (String name : names) {
      if (values.containsKey(name)) {
        throw Refusal.of(name, values.getOrDefault(name, ""), "nothing beside %s".formatted(given));
      }
    }
  }

  /** A constant by its name in lower case. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return value(name).map(value -> constant(name, value, type));
  }

  /** Several of them with commas, each once. */
  <E extends Enum<E>> List<E> choices(String name, Class<E> type, E otherwise) {
    return value(name)
        .map(value ->
            Stream.of(value.split(",", -1))
                .map(each -> constant(name, each, type))
                .distinct()
                .toList())
        .orElse(List.of(otherwise));
  }

  private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(value)) {
        return constant;
      }
    }
    throw Refusal.of(name, value, words(type));
  }

  private static <E extends Enum<E>> String words(Class<E> type) {
    return String.join(", ", List.of(type.getEnumConstants()).stream().map(Options::word).toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
