package io.iplive.local.console.lifecycle;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.console.line.Hints;
import io.iplive.local.health.Checkup;
import io.iplive.local.health.Health;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Processes;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.supervision.Progress;
import io.iplive.local.supervision.Progress.Entry;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the installation, or says that it runs. */
public final class Up {

  private static final Duration REPAIR_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(300);

  private final DataDirectory data;
  private final Hints hints;
  private final PrintStream out;
  private volatile boolean stopping;

  public Up(DataDirectory data, Hints hints, PrintStream out) {
    this.data = data;
    this.hints = hints;
    this.out = out;
  }

  public int run(CommandLine line) throws InterruptedException {
    Optional<Processes.Found> running = Processes.find(data, Processes.SERVICES);
    if (running.isPresent()) {
      return join(running.get(), line);
    }
    Launch launch = new Launch(data, out);
    Thread stop = Thread.ofPlatform().unstarted(() -> stopWithUs(launch));
    Runtime.getRuntime().addShutdownHook(stop);
    Optional<ProcessHandle> supervisor = start(launch, line);
    if (supervisor.isEmpty()) {
      letRun(stop);
      return joinFirst(line);
    }
    if (line.has("-d")) {
      letRun(stop);
      return 0;
    }
    out.println("Ctrl-C stops it.");
    supervisor.get().onExit().join();
    return ended();
  }

  /** Orderly by us or by {@code down}; or not, and then its children are still there. */
  private int ended() {
    if (stopping || Processes.of(data).isEmpty()) {
      return 0;
    }
    throw new Complaint(
        "iplive ended unexpectedly, see %s; %s starts it again."
            .formatted(data.log(Processes.SERVICES), hints.command("up")));
  }

  /** Starts it in the background where it does not run. */
  public void unlessRunning(CommandLine line) throws InterruptedException {
    if (Processes.find(data, Processes.SERVICES).isEmpty()) {
      Launch launch = new Launch(data, out);
      Thread stop = Thread.ofPlatform().unstarted(() -> stopWithUs(launch));
      Runtime.getRuntime().addShutdownHook(stop);
      boolean ours = start(launch, line).isPresent();
      letRun(stop);
      if (!ours) {
        joinFirst(line);
      }
    }
  }

  /** Ready, it runs on without us. */
  private static void letRun(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException _) { // Too late: we are being ended, and it with us.
    }
  }

  /** Returns when everything is healthy; empty when another had the data directory first. */
  private Optional<ProcessHandle> start(Launch launch, CommandLine line)
      throws InterruptedException {
    data.prepared();
    List<String> arguments = new ArrayList<>();
    for (String option : List.of("--port", "--nodes")) {
      line.number(option).ifPresent(value -> arguments.addAll(List.of(option, "" + value)));
    }
    line.value("--only").ifPresent(names -> arguments.addAll(List.of("--only", names)));
    out.println("Starting iplive in " + data.path());
    ProcessHandle supervisor = launch.spawn(arguments);
    Optional<Duration> after = followed(launch, supervisor);
    if (after.isEmpty()) {
      return Optional.empty();
    }
    out.printf(
        Locale.ROOT,
        "iplive is up after %.1f s: %s%n",
        Launch.seconds(after.get()),
        Settings.of(data).gatewayAddress());
    hints.print(out, "demo", "account add NAME", "status", "down");
    return Optional.of(supervisor);
  }

  private Optional<Duration> followed(Launch launch, ProcessHandle supervisor)
      throws InterruptedException {
    try {
      return launch.follow(supervisor);
    } catch (Complaint e) {
      throw stopping ? new Complaint("It was stopped while it started.", e) : e;
    }
  }

  private int joinFirst(CommandLine line) throws InterruptedException {
    Processes.Found first =
        Processes.find(data, Processes.SERVICES)
            .orElseThrow(() ->
                new Complaint(
                    "Another iplive was being started in %s, and ended: see %s."
                        .formatted(data.path(), data.log(Processes.SERVICES))));
    return join(first, line);
  }

  /** Another run holds the directory: waits until it is whole. */
  private int join(Processes.Found running, CommandLine line) throws InterruptedException {
    List<Entry> progress = Progress.read(data.progress(), running.pid());
    if (progress.stream().noneMatch(Entry.AllReady.class::isInstance)) {
      out.println("iplive is being started already (process %d):".formatted(running.pid()));
      new Launch(data, out).follow(running.handle());
    }
    Settings settings = Settings.of(data);
    refuseOther("--port", line.number("--port"), settings.gatewayPort());
    refuseOther("--nodes", line.number("--nodes"), settings.nodes());
    refuseOther("--only", line.value("--only").map(Settings::names), settings.only());
    awaitAll(settings);
    out.println(
        "iplive is already running: %s (process %d, data in %s)"
            .formatted(settings.gatewayAddress(), running.pid(), data.path()));
    hints.print(out, "status", "down");
    return 0;
  }

  private <T> void refuseOther(String option, Optional<T> wanted, T is) {
    if (wanted.isPresent() && !wanted.get().equals(is)) {
      throw new Complaint(
          "iplive is already running with %s: to change it, %s first."
              .formatted(said(option, is), hints.command("down")));
    }
  }

  private static String said(String option, Object is) {
    if (!(is instanceof Set<?> names)) {
      return option + " " + is;
    }
    return names.isEmpty()
        ? "all services, without " + option
        : option
            + " "
            + names.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
  }

  private void awaitAll(Settings settings) throws InterruptedException {
    Checkup checkup = new Checkup(settings, Secrets.of(data).databasePassword());
    List<String> parts =
        Stream.concat(Stream.of("postgres", "broker", "registry"), settings.services().stream())
            .toList();
    Instant deadline = Instant.now().plus(REPAIR_PATIENCE);
    for (String part : parts) {
      Health health = checkup.of(part);
      if (!health.isUp()) {
        out.println("  waiting for %s: %s".formatted(part, health.reason()));
      }
      while (health instanceof Health.Down(String reason)) {
        if (Instant.now().isAfter(deadline)) {
          throw new Complaint(
              "iplive runs, but its %s is not healthy (%s): see %s, or stop it with %s."
                  .formatted(part, reason, data.log(part), hints.command("down")));
        }
        Thread.sleep(STEP);
        health = checkup.of(part);
      }
    }
  }

  private void stopWithUs(Launch launch) {
    stopping = true;
    if (launch.end()) {
      out.println("Stopping iplive …");
      new Down(data, out).everything();
    }
  }
}
