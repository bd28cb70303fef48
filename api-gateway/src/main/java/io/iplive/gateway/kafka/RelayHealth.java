package io.iplive.gateway.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether recorded events get out. API calls are answered all the same. */
public final class RelayHealth implements HealthIndicator {

  private final Relay relay;

  /** Of that relay. */
  public RelayHealth(Relay relay) {
    this.relay = relay;
  }

  @Override
  public Health health() {
    return switch (relay.state()) {
      case RelayState.Leading() -> Health.up().withDetail("relay", "leader").build();
      case RelayState.Standby() -> Health.up().withDetail("relay", "standby").build();
      case RelayState.Starting() -> Health.down().withDetail("relay", "starting").build();
      case RelayState.Stopped() -> Health.down().withDetail("relay", "stopped").build();
      case RelayState.Refused(String reason) ->
          Health.down().withDetail("relay", "refused").withDetail("reason", reason).build();
      case RelayState.Failing(String reason) ->
          Health.down().withDetail("relay", "failing").withDetail("reason", reason).build();
    };
  }
}
