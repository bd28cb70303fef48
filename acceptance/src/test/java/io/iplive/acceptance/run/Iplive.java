package io.iplive.acceptance.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command {@code ./iplive} of this checkout, run as its user runs it. */
public final class Iplive {

  /** The build that runs the stories has made the distribution already. */
  private static final String BUILT_BY = "IPLIVE_BUILT";

  /** Two stories share the processors, and none lives long enough to earn the second compiler. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** How a command ended. */
  public record Result(List<String> command, int exit, String out, String err) {

    public Result {
      command = List.copyOf(command);
    }
  }

  private Iplive() {}

  /** The checkout. */
  public static Path root() {
    return Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();
  }

  /** Runs it to its end. Its output goes through files: what it leaves running may hold a pipe. */
  public static Result run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("iplive", ".out");
    Path err = Files.createTempFile("iplive", ".err");
    try {
      List<String> command =
          Stream.concat(Stream.of(root().resolve("iplive").toString()), Stream.of(arguments))
              .toList();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put(BUILT_BY, "1");
      builder.environment().put("JDK_JAVA_OPTIONS", SHORT_LIVED);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "%s did not end:%n%s%n%s"
                .formatted(command, Files.readString(out), Files.readString(err)));
      }
      return new Result(command, process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }
}
