package io.iplive.local.console.lifecycle;

import io.iplive.local.children.JavaCommand;
import io.iplive.local.console.line.Command;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Disk;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Processes;
import io.iplive.local.supervision.Progress;
import io.iplive.local.supervision.Progress.Entry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the supervising process apart from the terminal, and tells of its progress. */
final class Launch {

  private static final Duration STEP = Duration.ofMillis(50);

  private final DataDirectory data;
  private final PrintStream out;
  private @Nullable ProcessHandle started;
  private boolean ended;

  Launch(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  /** Starts it; {@code arguments} are the supervisor's own. */
  synchronized ProcessHandle spawn(List<String> arguments) throws InterruptedException {
    if (ended) {
      throw new Complaint("iplive is being stopped.");
    }
    Distribution distribution = Distribution.own();
    boolean training = arguments.contains("--training");
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-Dlogback.configurationFile=iplive-local-logback.xml",
                "-Diplive.logs=" + data.logs()));
    options.addAll(AotCaches.of(distribution, training).options(Processes.SERVICES));
    options.addAll(List.of("-cp", distribution.classPath("services")));
    List<String> program =
        new ArrayList<>(List.of("io.iplive.local.Main", "--data", data.path().toString()));
    program.add(Command.SUPERVISE.word());
    program.addAll(arguments);
    try {
      ProcessHandle process =
          detached(
              JavaCommand.of(
                  Processes.marks(data, Processes.SERVICES, distribution.stamp()),
                  options,
                  program));
      started = process;
      return process;
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("start iplive in " + data.path(), e), e);
    }
  }

  /**
   * From here on nothing is started.
   *
   * @return whether what was started lives
   */
  synchronized boolean end() {
    ended = true;
    return started != null && started.isAlive();
  }

  /** In a process group of its own, so that Ctrl-C at the terminal reaches only us. */
  private ProcessHandle detached(List<String> command) throws IOException, InterruptedException {
    List<String> shell =
        new ArrayList<>(List.of("bash", "-c", "set -m; \"$@\" </dev/null >>\"$0\" 2>&1 & echo $!"));
    shell.add(output().toString());
    shell.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(shell).redirectError(output().toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    String pid =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow(() -> new Complaint("iplive ended at once: see %s.".formatted(output())));
  }

  private Path output() {
    return data.log("console");
  }

  /**
   * Prints progress until everything is ready.
   *
   * @return how long it took; empty: it made way for another, which had the data directory first
   * @throws Complaint when it failed
   */
  Optional<Duration> follow(ProcessHandle supervisor) throws InterruptedException {
    int printed = 0;
    while (true) {
      boolean alive = supervisor.isAlive();
      List<Entry> entries = Progress.read(data.progress(), supervisor.pid());
      for (Entry entry : entries.subList(Math.min(printed, entries.size()), entries.size())) {
        switch (entry) {
          case Entry.PartReady ready -> print(ready);
          case Entry.AllReady(Duration after) -> {
            return Optional.of(after);
          }
          case Entry.Failed(String sentence) -> {
            Processes.awaitExit(supervisor, Duration.ofSeconds(30));
            throw new Complaint(sentence);
          }
        }
      }
      printed = entries.size();
      if (!alive && printed == 0 && Processes.find(data, Processes.SERVICES).isPresent()) {
        return Optional.empty();
      }
      if (!alive) {
        throw new Complaint(
            "iplive ended while it started: see %s and %s."
                .formatted(data.log(Processes.SERVICES), output()));
      }
      Thread.sleep(STEP);
    }
  }

  private void print(Entry.PartReady ready) {
    out.println(
        String.format(
                Locale.ROOT,
                "  %-10s ready  %5.1f s  %s",
                ready.part(),
                seconds(ready.after()),
                ready.remark())
            .stripTrailing());
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
