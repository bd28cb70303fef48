package io.iplive.gateway.kafka.projection;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether projected topics are read. API calls are answered all the same. */
public final class ProjectionHealth implements HealthIndicator {

  private final Projections projections;

  /** Of those projections. */
  public ProjectionHealth(Projections projections) {
    this.projections = projections;
  }

  @Override
  public Health health() {
    Health.Builder health =
        projections.states().stream().allMatch(Projections.State::running)
            ? Health.up()
            : Health.down();
    projections
        .states()
        .forEach(state ->
            health.withDetail(
                state.projection().word(), state.running() ? "lag " + state.lag() : "not reading"));
    return health.build();
  }
}
