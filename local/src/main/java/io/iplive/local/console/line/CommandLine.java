package io.iplive.local.console.line;

import io.iplive.local.instance.Complaint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What was asked for.
 *
 * @param words beside the command and options
 * @param options by name; flags have an empty value
 */
public record CommandLine(Command command, List<String> words, Map<String, String> options) {

  public static CommandLine parse(List<String> arguments) {
    Iterator<String> rest = arguments.iterator();
    Map<String, String> options = new HashMap<>();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--data") || word.startsWith("--data=")) {
        take(word, rest, options);
      } else {
        Command command = command(word);
        try {
          return parse(command, rest, options);
        } catch (Complaint e) {
          throw e.ending(command.failure());
        }
      }
    }
    return new CommandLine(Command.HELP, List.of(), options);
  }

  private static CommandLine parse(
      Command command, Iterator<String> rest, Map<String, String> options) {
    List<String> words = new ArrayList<>();
    while (rest.hasNext()) {
      String word = rest.next();
      if (!word.startsWith("-") || word.equals("-")) {
        words.add(word);
      } else if (command.takesFlag(word)) {
        options.put(word, "");
      } else if (command.takesValue(name(word))) {
        take(word, rest, options);
      } else {
        throw new Complaint(
            "'%s' does not take %s; it is: ./iplive %s"
                .formatted(command.word(), word, command.usage()));
      }
    }
    return new CommandLine(command, List.copyOf(words), Map.copyOf(options));
  }

  private static Command command(String word) {
    String wanted =
        switch (word) {
          case "-h", "--help" -> "help";
          case "-v", "--version" -> "version";
          default -> word;
        };
    return Arrays.stream(Command.values())
        .filter(command -> command.word().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new Complaint("There is no command '%s': ./iplive help lists them.".formatted(word)));
  }

  private static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static void take(String word, Iterator<String> rest, Map<String, String> options) {
    int equals = word.indexOf('=');
    if (equals >= 0) {
      given(options, word.substring(0, equals), word.substring(equals + 1));
    } else if (rest.hasNext()) {
      given(options, word, rest.next());
    } else {
      throw new Complaint("%s needs a value after it.".formatted(word));
    }
  }

  /** Given twice, it has a value a line. */
  private static void given(Map<String, String> options, String name, String value) {
    options.merge(name, value, (before, more) -> before + "\n" + more);
  }

  public boolean has(String flag) {
    return options.containsKey(flag);
  }

  public Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }

  public String required(String option) {
    return value(option)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> wrong("needs " + option));
  }

  public Optional<Integer> number(String option) {
    return value(option)
        .map(value -> {
          try {
            return Integer.valueOf(value);
          } catch (NumberFormatException e) {
            throw new Complaint("%s is '%s', not a number.".formatted(option, value), e);
          }
        });
  }

  /** Refuses words that the command has no use for. */
  public CommandLine withWords(int least, int most) {
    if (words.size() < least) {
      throw wrong("needs more");
    }
    if (words.size() > most) {
      throw wrong("does not take '" + words.get(most) + "'");
    }
    return this;
  }

  /** Refuses options of the command that this verb of it would ignore. */
  public CommandLine only(String... taken) {
    for (String given : new TreeSet<>(options.keySet())) {
      if (!given.equals("--data") && !List.of(taken).contains(given)) {
        throw wrong((words.isEmpty() ? "" : words.getFirst() + " ") + "does not take " + given);
      }
    }
    return this;
  }

  public Complaint wrong(String what) {
    return new Complaint(
        "'%s' %s; it is: ./iplive %s".formatted(command.word(), what, command.usage()));
  }
}
