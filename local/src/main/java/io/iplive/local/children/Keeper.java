package io.iplive.local.children;

import io.iplive.local.health.Health;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Disk;
import io.iplive.local.instance.Processes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one child process alive: takes over what an earlier run left when it works, starts it
 * otherwise, starts it again when it dies.
 */
public final class Keeper {

  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(3);
  private static final Duration STEP = Duration.ofMillis(40);
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Child child;
  private final DataDirectory data;
  private final String build;
  private final Duration patience;
  private final ChildLog log;
  private @Nullable ProcessHandle process;
  private boolean stopping;

  /**
   * A keeper.
   *
   * @param build stamp of the jars; an orphan of others is ended, not taken over
   * @param patience how long the first start may take
   */
  public Keeper(Child child, DataDirectory data, String build, Duration patience) {
    this.child = child;
    this.patience = patience;
    this.data = data;
    this.build = build;
    this.log = new ChildLog(data.log(child.name()));
  }

  /**
   * Returns when the child works.
   *
   * @return whether it was taken over from an earlier run
   * @throws Complaint when it cannot be made to work
   */
  public boolean start() throws InterruptedException {
    boolean adopted = adopt();
    if (!adopted) {
      prepare();
      startPatiently();
    }
    Thread.ofVirtual().name("keeper-" + child.name()).start(this::keep);
    return adopted;
  }

  private boolean adopt() throws InterruptedException {
    for (Processes.Found orphan : Processes.of(data)) {
      if (!orphan.part().equals(child.name())) {
        continue;
      }
      boolean same = orphan.build().isEmpty() || orphan.build().equals(build);
      if (same && awaitHealth(orphan.handle(), ORPHAN_PATIENCE).isUp()) {
        LOG.info("{} of an earlier run is taken over (process {})", child.name(), orphan.pid());
        claim(orphan.handle());
        return true;
      }
      LOG.info("{} of an earlier run is ended (process {})", child.name(), orphan.pid());
      Processes.end(orphan.handle(), child.farewell(), Duration.ofSeconds(5));
    }
    return false;
  }

  private void prepare() {
    try {
      child.prepare();
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("prepare the " + child.name(), e), e);
    }
  }

  /** A second try, because what a killed process left may need a moment to go. */
  private void startPatiently() throws InterruptedException {
    try {
      startOnce();
    } catch (Complaint e) {
      LOG.warn("{} did not start, one more try: {}", child.name(), e.sentence());
      Thread.sleep(RETRY_AFTER);
      startOnce();
    }
  }

  private void startOnce() throws InterruptedException {
    try {
      long offset = log.size();
      ProcessHandle started = spawn();
      Health health = awaitHealth(started, patience);
      if (health instanceof Health.Down(String reason)) {
        String line = started.isAlive() ? "" : log.tellingLine(offset);
        Processes.end(started, child.farewell(), Duration.ofSeconds(5));
        throw new Complaint(
            "The %s did not start (%s): %s. Its log is %s."
                .formatted(
                    child.name(), line.isEmpty() ? reason : line, child.remedy(), log.path()));
      }
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("start the " + child.name(), e), e);
    }
  }

  private Health awaitHealth(ProcessHandle started, Duration longest) throws InterruptedException {
    Instant deadline = Instant.now().plus(longest);
    Health health = new Health.Down("not asked yet");
    while (Instant.now().isBefore(deadline)) {
      if (!started.isAlive()) {
        return new Health.Down("it ended at once");
      }
      health = child.health();
      if (health.isUp()) {
        return health;
      }
      Thread.sleep(STEP);
    }
    return health;
  }

  private synchronized ProcessHandle spawn() throws IOException {
    if (stopping) {
      throw new Complaint("iplive is being stopped.");
    }
    ProcessBuilder builder =
        new ProcessBuilder(child.command())
            .directory(data.run().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().putAll(child.environment());
    Process started = builder.start();
    started.getOutputStream().close();
    process = started.toHandle();
    return started.toHandle();
  }

  private synchronized void claim(ProcessHandle handle) {
    process = handle;
  }

  private synchronized @Nullable ProcessHandle watched() {
    return stopping ? null : process;
  }

  private void keep() {
    Backoff backoff = new Backoff();
    Instant since = Instant.now();
    for (ProcessHandle now = watched(); now != null; now = watched()) {
      now.onExit().join();
      if (watched() == null) {
        return;
      }
      if (since.plus(SETTLED).isBefore(Instant.now())) {
        backoff = new Backoff();
      }
      Duration delay = backoff.next();
      LOG.warn("{} ended, it is started again in {} ms", child.name(), delay.toMillis());
      since = Instant.now();
      restart(delay);
    }
  }

  private void restart(Duration delay) {
    try {
      Thread.sleep(delay);
      child.prepare();
      spawn();
    } catch (IOException | Complaint e) {
      LOG.error("{} could not be started again", child.name(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public void boundLog() {
    try {
      log.bound();
    } catch (IOException e) {
      LOG.warn("The log of {} could not be cut", child.name(), e);
    }
  }

  /** Ends the child for good. */
  public void stop(Duration patience) {
    ProcessHandle last;
    synchronized (this) {
      stopping = true;
      last = process;
    }
    if (last != null && !Processes.end(last, child.farewell(), patience)) {
      LOG.warn("{} did not end within {} s and was killed", child.name(), patience.toSeconds());
    }
  }
}
