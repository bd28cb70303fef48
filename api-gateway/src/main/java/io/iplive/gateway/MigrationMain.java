package io.iplive.gateway;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Migrates the database, and ends: so that a change that takes long is done before the new version
 * is rolled out. Each start of the service does the same under Flyway's lock, and finds it done.
 */
public final class MigrationMain {

  private MigrationMain() {}

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  static class MigrationConfiguration {}

  public static void main(String[] args) {
    new SpringApplicationBuilder(MigrationConfiguration.class)
        .web(WebApplicationType.NONE)
        .properties("spring.config.name=api-gateway")
        .run(args)
        .close();
  }
}
