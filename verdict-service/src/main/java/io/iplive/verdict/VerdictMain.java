package io.iplive.verdict;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the verdict service alone. */
public final class VerdictMain {

  private VerdictMain() {}

  public static void main(String[] args) {
    new SpringApplicationBuilder(VerdictConfiguration.class)
        .properties("spring.config.name=verdict-service")
        .run(args);
  }
}
