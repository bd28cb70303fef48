package io.iplive.local.console;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * What to try next, as it has to be typed.
 *
 * @param dataOption {@code --data DIR} where it was given, else empty
 */
record Hints(String dataOption) {

  static Hints of(CommandLine line) {
    return new Hints(line.value("--data").map(data -> " --data " + data).orElse(""));
  }

  /** A command line of ours. */
  String command(String words) {
    int space = words.indexOf(' ');
    return space < 0
        ? "./iplive " + words + dataOption
        : "./iplive " + words.substring(0, space) + dataOption + words.substring(space);
  }

  void print(PrintStream out, String... commands) {
    for (String words : commands) {
      String first = words.split(" ", 2)[0];
      Arrays.stream(Command.values())
          .filter(command -> command.word().equals(first))
          .forEach(
              command -> out.println("  %-28s %s".formatted(command(words), command.summary())));
    }
  }
}
