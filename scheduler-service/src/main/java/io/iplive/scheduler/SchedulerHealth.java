package io.iplive.scheduler;

import io.iplive.scheduler.kafka.SchedulerStreams;
import io.iplive.scheduler.kafka.Tasks;
import io.iplive.scheduler.kafka.job.JobDispatcher;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up when Streams runs, every partition it has is past its start line, and the registry refuses
 * nothing.
 */
final class SchedulerHealth implements HealthIndicator {

  private final SchedulerStreams streams;
  private final Tasks tasks;
  private final JobDispatcher jobs;

  SchedulerHealth(SchedulerStreams streams, Tasks tasks, JobDispatcher jobs) {
    this.streams = streams;
    this.tasks = tasks;
    this.jobs = jobs;
  }

  @Override
  public Health health() {
    KafkaStreams.State state = streams.state();
    List<String> refused =
        Stream.concat(Stream.ofNullable(streams.refusal()), jobs.refusals().stream()).toList();
    boolean works =
        state == KafkaStreams.State.RUNNING && tasks.catchingUp() == 0 && refused.isEmpty();
    Health.Builder health = works ? Health.up() : Health.down();
    if (!refused.isEmpty()) {
      health.withDetail("refused", refused);
    }
    return health
        .withDetail("streams", state == null ? "STARTING" : state.name())
        .withDetail("partitions", tasks.assigned())
        .withDetail("catchingUp", tasks.catchingUp())
        .withDetail("monitors", tasks.monitors())
        .build();
  }
}
