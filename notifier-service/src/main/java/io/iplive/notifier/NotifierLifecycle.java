package io.iplive.notifier;

import io.iplive.notifier.callback.CallbackLanes;
import io.iplive.notifier.callback.ConflatedRounds;
import io.iplive.notifier.callback.DeliveryRunner;
import io.iplive.notifier.kafka.NotifierListeners;
import io.iplive.notifier.kafka.RoundLoop;
import org.springframework.context.SmartLifecycle;

/**
 * Starts what acts only once the directory has caught up; at a stop lets running calls end and
 * commits what they finished.
 */
final class NotifierLifecycle implements SmartLifecycle {

  private final NotifierListeners listeners;
  private final RoundLoop rounds;
  private final CallbackLanes lanes;
  private final ConflatedRounds conflated;
  private final DeliveryRunner runner;
  private final Housekeeping housekeeping;
  private volatile boolean running;

  NotifierLifecycle(
      NotifierListeners listeners,
      RoundLoop rounds,
      CallbackLanes lanes,
      ConflatedRounds conflated,
      DeliveryRunner runner,
      Housekeeping housekeeping) {
    this.listeners = listeners;
    this.rounds = rounds;
    this.lanes = lanes;
    this.conflated = conflated;
    this.housekeeping = housekeeping;
    this.runner = runner;
  }

  @Override
  public void start() {
    running = true;
    listeners.start(() -> {
      runner.start();
      conflated.start();
      rounds.start();
      housekeeping.start();
    });
  }

  @Override
  public void stop() {
    try {
      listeners.stopOutages();
      housekeeping.stop();
      rounds.stopReading();
      lanes.stop();
      conflated.stop();
      runner.stop();
      rounds.stop();
      listeners.stopDirectory();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      running = false;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
