package io.iplive.scheduler;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the scheduler alone. */
public final class SchedulerMain {

  private SchedulerMain() {}

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(SchedulerConfiguration.class)
        .properties("spring.config.name=scheduler-service")
        .run(arguments);
  }
}
