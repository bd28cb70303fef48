package io.iplive.notifier;

import io.iplive.notifier.callback.DeliveryRunner;
import io.iplive.notifier.kafka.NotifierListeners;
import io.iplive.notifier.kafka.RoundLoop;
import io.iplive.notifier.kafka.step.StepRelay;
import io.iplive.notifier.sms.SmscDesk;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while events are listened to, deliveries worked off and their steps published. That the SMS
 * channel is held is shown only: nothing else waits for it.
 */
final class NotifierHealth implements HealthIndicator {

  private final NotifierListeners listeners;
  private final RoundLoop rounds;
  private final DeliveryRunner runner;
  private final StepRelay relay;
  private final SmscDesk sms;

  NotifierHealth(
      NotifierListeners listeners,
      RoundLoop rounds,
      DeliveryRunner runner,
      StepRelay relay,
      SmscDesk sms) {
    this.listeners = listeners;
    this.rounds = rounds;
    this.runner = runner;
    this.relay = relay;
    this.sms = sms;
  }

  @Override
  public Health health() {
    boolean up =
        listeners.directoryRunning()
            && listeners.outagesRunning()
            && rounds.running()
            && runner.running()
            && relay.state().works();
    Health.Builder health = up ? Health.up() : Health.down();
    String refusal = relay.refusal();
    if (refusal != null) {
      health.withDetail("refused", refusal);
    }
    return health
        .withDetail("directory", listeners.directoryRunning())
        .withDetail("outages", listeners.outagesRunning())
        .withDetail("rounds", rounds.running())
        .withDetail("deliveries", runner.running())
        .withDetail("relay", relay.state().name().toLowerCase(Locale.ROOT))
        .withDetail("sms", sms.held().isEmpty() ? "open" : "held: " + sms.held())
        .build();
  }
}
