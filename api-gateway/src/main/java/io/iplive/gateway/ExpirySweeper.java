package io.iplive.gateway;

import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.maintenance.MaintenanceJournal;
import io.iplive.gateway.task.TaskCommand.Expire;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes tasks whose time has come, and maintenances that are over for a month; monitors that
 * ended before the history of their topic begins leave it. Every replica does it: a task is deleted
 * only if it is still due in the version that is current, so two that find the same one do it once.
 */
final class ExpirySweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExpirySweeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration LISTED = Duration.ofDays(30);
  private static final Duration HISTORY = Duration.ofDays(400);
  private static final Duration FORGETTING = Duration.ofHours(1);
  private static final int AT_ONCE = 500;

  private final TaskDirectory tasks;
  private final TaskJournal journal;
  private final MaintenanceJournal maintenances;
  private final Outbox outbox;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private Instant nextForgetting = Instant.EPOCH;

  ExpirySweeper(
      TaskDirectory tasks,
      TaskJournal journal,
      MaintenanceJournal maintenances,
      Outbox outbox,
      Clock clock) {
    this.tasks = tasks;
    this.journal = journal;
    this.maintenances = maintenances;
    this.outbox = outbox;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("gateway-expiry").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      boolean more = false;
      while (!closing.await(more ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        more = swept();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean swept() {
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      List<Expire> commands =
          tasks.expired(now, AT_ONCE).stream()
              .map(owned -> new Expire(owned.account(), owned.task(), now))
              .toList();
      if (!commands.isEmpty()) {
        journal.execute(commands);
      }
      int over = maintenances.deleteOver(now.minus(LISTED), AT_ONCE, now);
      boolean more = forgotten(now);
      return commands.size() == AT_ONCE || over == AT_ONCE || more;
    } catch (JournalUnavailableException e) {
      LOG.warn("Expired tasks wait: the database is away", e);
      return false;
    } catch (RuntimeException e) { // Whatever it is, they are due the next time, too.
      LOG.error("Expired tasks could not be deleted", e);
      return false;
    }
  }

  private boolean forgotten(Instant now) {
    if (now.isBefore(nextForgetting)) {
      return false;
    }
    boolean more = outbox.forget(now.minus(HISTORY), AT_ONCE) == AT_ONCE;
    if (!more) {
      nextForgetting = now.plus(FORGETTING);
    }
    return more;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
