package io.iplive.notifier;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** Runs the notifier alone. */
public final class NotifierMain {

  private NotifierMain() {}

  public static void main(String[] args) {
    new SpringApplicationBuilder(NotifierConfiguration.class)
        .properties("spring.config.name=notifier-service")
        .run(args);
  }
}
