package io.iplive.prober;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts a prober process. */
public final class ProberMain {

  private ProberMain() {}

  public static void main(String[] args) {
    new SpringApplicationBuilder(ProberConfiguration.class)
        .properties("spring.config.name=prober-service")
        .run(args);
  }
}
