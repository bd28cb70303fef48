package io.iplive.local.children;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of JVMs beside ours, all of the JDK that runs us. */
public final class JavaCommand {

  private static final List<String> LEAN =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true");

  private JavaCommand() {}

  /** Options in the order given, marks first: a process table may cut long lines. */
  public static List<String> of(List<String> marks, List<String> options, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(marks);
    command.addAll(LEAN);
    command.addAll(options);
    command.addAll(program);
    return command;
  }
}
