package io.iplive.scheduler;

import io.iplive.scheduler.kafka.SchedulerStreams;
import io.iplive.scheduler.kafka.Tasks;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up when Streams runs and every partition it has is past its start line. */
final class SchedulerHealth implements HealthIndicator {

  private final SchedulerStreams streams;
  private final Tasks tasks;

  SchedulerHealth(SchedulerStreams streams, Tasks tasks) {
    this.streams = streams;
    this.tasks = tasks;
  }

  @Override
  public Health health() {
    KafkaStreams.State state = streams.state();
    boolean works = state == KafkaStreams.State.RUNNING && tasks.catchingUp() == 0;
    return (works ? Health.up() : Health.down())
        .withDetail("streams", state == null ? "STARTING" : state.name())
        .withDetail("partitions", tasks.assigned())
        .withDetail("catchingUp", tasks.catchingUp())
        .withDetail("monitors", tasks.monitors())
        .build();
  }
}
