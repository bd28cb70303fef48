package io.iplive.gateway;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the gateway alone. */
public final class GatewayMain {

  private GatewayMain() {}

  static void main(String[] args) {
    new SpringApplicationBuilder(GatewayConfiguration.class)
        .properties("spring.config.name=api-gateway")
        .run(args);
  }
}
