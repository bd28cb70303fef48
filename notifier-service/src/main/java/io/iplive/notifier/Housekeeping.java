package io.iplive.notifier;

import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.kafka.outage.OutageRedrive;
import io.iplive.notifier.routing.OutageJournal;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done now and then: reminders, silent outages, old deliveries, events kept behind a dead
 * letter.
 */
final class Housekeeping {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final int BATCH = 1_000;
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration TIDY_EVERY = Duration.ofSeconds(5);
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

  private final OutageJournal journal;
  private final OutageRedrive redrive;
  private final Quiet quiet;
  private final Runnable recorded;
  private final NotifierSettings.Notifier settings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());

  /**
   * Housekeeping, not yet started.
   *
   * @param recorded called when the journal has something new
   */
  Housekeeping(
      OutageJournal journal,
      OutageRedrive redrive,
      Quiet quiet,
      Runnable recorded,
      NotifierSettings.Notifier settings) {
    this.journal = journal;
    this.redrive = redrive;
    this.quiet = quiet;
    this.recorded = recorded;
    this.settings = settings;
  }

  void start() {
    every(settings.remindersEvery(), this::remind);
    every(LOOK_EVERY, this::look);
    every(TIDY_EVERY, redrive::tidy);
    every(FORGET_EVERY, this::forget);
  }

  private void every(Duration pause, Runnable work) {
    var _ =
        clock.scheduleWithFixedDelay(
            () -> safely(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A task that throws would never run again. */
  private static void safely(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException e) {
      LOG.warn("Housekeeping waits: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Housekeeping is not done", e);
    }
  }

  private void remind() {
    while (quiet.remind(BATCH)) {
      recorded.run();
    }
  }

  private void look() {
    while (quiet.look(BATCH) > 0 && !clock.isShutdown()) {
      recorded.run();
    }
  }

  private void forget() {
    int gone = journal.forget(settings.retention(), settings.smsRetention(), BATCH);
    while (gone >= BATCH && !clock.isShutdown()) {
      gone = journal.forget(settings.retention(), settings.smsRetention(), BATCH);
    }
  }

  void stop() throws InterruptedException {
    clock.shutdownNow();
    if (!clock.awaitTermination(settings.grace().toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("Housekeeping is cut off");
    }
  }
}
