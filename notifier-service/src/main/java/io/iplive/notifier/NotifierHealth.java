package io.iplive.notifier;

import io.iplive.notifier.callback.DeliveryRunner;
import io.iplive.notifier.kafka.NotifierListeners;
import io.iplive.notifier.kafka.RoundLoop;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while events are listened to and deliveries worked off. */
final class NotifierHealth implements HealthIndicator {

  private final NotifierListeners listeners;
  private final RoundLoop rounds;
  private final DeliveryRunner runner;

  NotifierHealth(NotifierListeners listeners, RoundLoop rounds, DeliveryRunner runner) {
    this.listeners = listeners;
    this.rounds = rounds;
    this.runner = runner;
  }

  @Override
  public Health health() {
    boolean up =
        listeners.directoryRunning()
            && listeners.outagesRunning()
            && rounds.running()
            && runner.running();
    return (up ? Health.up() : Health.down())
        .withDetail("directory", listeners.directoryRunning())
        .withDetail("outages", listeners.outagesRunning())
        .withDetail("rounds", rounds.running())
        .withDetail("deliveries", runner.running())
        .build();
  }
}
