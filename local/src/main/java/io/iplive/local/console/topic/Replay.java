package io.iplive.local.console.topic;

import io.iplive.local.children.JavaCommand;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Settings;
import io.iplive.verdict.ReplayMain;
import java.io.IOException;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * Compares outages.v1 with what the verdict's machine makes of rounds.v1, in a fresh JVM. That JVM
 * believes to be somewhere else, in a place whose letters and clock are known for trouble, so that
 * each replay also shows that neither is in the result.
 */
public final class Replay {

  private static final List<String> ELSEWHERE =
      List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu");

  private final DataDirectory data;
  private final PrintStream out;

  public Replay(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  /** The exit code: 0 when all is the same, 1 when something differs, 2 when it cannot be told. */
  public int run(CommandLine line) throws InterruptedException, IOException {
    Instant from = time(line, "--from");
    Instant to = time(line, "--to");
    if (!from.isBefore(to)) {
      throw new Complaint(
          "--from is %s, --to is %s; allowed is an earlier --from.".formatted(from, to));
    }
    if (!data.exists()) {
      throw new Complaint(
          "iplive has never run in %s: --data names the directory.".formatted(data.path()));
    }
    Clients.brokers(data);
    Settings settings = Settings.of(data);
    out.flush();
    List<String> program =
        List.of(
            "-cp",
            Distribution.own().classPath("services"),
            ReplayMain.class.getName(),
            settings.brokerAddress(),
            settings.registryAddress(),
            from.toString(),
            to.toString());
    List<String> options =
        List.of(
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=replay-logback.xml");
    return new ProcessBuilder(JavaCommand.of(ELSEWHERE, options, program))
        .inheritIO()
        .start()
        .waitFor();
  }

  public static Instant time(CommandLine line, String option) {
    String value = line.required(option);
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new Complaint(
          "%s is '%s'; allowed is a time (2026-01-31T12:00:00Z).".formatted(option, value), e);
    }
  }
}
