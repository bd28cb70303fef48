package io.iplive.local.console.line;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * What to try next, as it has to be typed.
 *
 * @param dataOption {@code --data DIR} where it was given, else empty
 */
public record Hints(String dataOption) {

  public static Hints of(CommandLine line) {
    return new Hints(line.value("--data").map(data -> " --data " + data).orElse(""));
  }

  /** A command line of ours. */
  public String command(String words) {
    return "./iplive " + words + dataOption;
  }

  public void print(PrintStream out, String... commands) {
    int width = Arrays.stream(commands).mapToInt(words -> command(words).length()).max().orElse(0);
    for (String words : commands) {
      String first = words.split(" ", 2)[0];
      Arrays.stream(Command.values())
          .filter(command -> command.word().equals(first))
          .forEach(command ->
              out.println("  " + padded(command(words), width) + "   " + headline(command)));
    }
  }

  /** What it is, without the details. */
  private static String headline(Command command) {
    return command.summary().split(";", 2)[0];
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
