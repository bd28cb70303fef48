package io.iplive.acceptance.cluster;

import io.iplive.local.children.Child;
import io.iplive.local.health.Health;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A process of the cluster, to be killed, frozen and started again at will. */
public final class Member {

  private static final Duration STEP = Duration.ofMillis(100);

  private final String name;
  private final Child child;
  private final Path folder;
  private final Path log;
  private @Nullable Process process;

  /**
   * One that is not started yet.
   *
   * @param folder that it runs in
   * @param log that it writes
   */
  Member(String name, Child child, Path folder, Path log) {
    this.name = name;
    this.child = child;
    this.folder = folder;
    this.log = log;
  }

  public String name() {
    return name;
  }

  /** Starts it, unless it runs. */
  public synchronized void start() throws IOException {
    if (isRunning()) {
      return;
    }
    child.prepare();
    ProcessBuilder builder =
        new ProcessBuilder(child.command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().putAll(child.environment());
    Process started = builder.start();
    started.getOutputStream().close();
    process = started;
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Returns once it works; one that ended meanwhile is started again. */
  public void awaitHealth(Duration patience) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    Health health = child.health();
    while (health instanceof Health.Down(String reason)) {
      if (Instant.now().isAfter(deadline)) {
        throw new Complaint("%s did not become healthy (%s): see %s.".formatted(name, reason, log));
      }
      Thread.sleep(STEP);
      start();
      health = child.health();
    }
  }

  /** Ends it without a warning. */
  public synchronized void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Stops it where it stands. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Ends it in order, as an update does; kills it when that takes too long. */
  public synchronized void stop(Duration patience) {
    if (process != null) {
      Processes.end(process.toHandle(), child.farewell(), patience);
    }
  }

  private synchronized void signal(String signal) throws IOException, InterruptedException {
    if (process != null && process.isAlive()) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }
  }
}
