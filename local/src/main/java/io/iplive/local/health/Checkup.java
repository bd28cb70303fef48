package io.iplive.local.health;

import io.iplive.local.instance.Settings;
import java.io.IOException;

/** The question to put to each part of an installation. */
public final class Checkup {

  private final Settings settings;
  private final String databasePassword;
  private final HttpAnswers http = new HttpAnswers();
  private final Actuator actuator = new Actuator(http);

  public Checkup(Settings settings, String databasePassword) {
    this.settings = settings;
    this.databasePassword = databasePassword;
  }

  public Health postgres() {
    return PostgresHealth.of(settings.jdbcAddress("postgres"), databasePassword);
  }

  public Health broker() {
    return BrokerHealth.of(settings.port("broker"));
  }

  public Health registry() {
    try {
      int status = http.get(settings.registryAddress() + "/config").statusCode();
      return status == 200 ? new Health.Up() : new Health.Down("answers " + status);
    } catch (IOException e) {
      return new Health.Down("no answer on port %d".formatted(settings.port("registry")));
    }
  }

  public Health service(String name) {
    return actuator.health(settings.port(name));
  }

  public Actuator actuator() {
    return actuator;
  }

  /** Of any part by its name. */
  public Health of(String part) {
    return switch (part) {
      case "postgres" -> postgres();
      case "broker" -> broker();
      case "registry" -> registry();
      default -> service(part);
    };
  }
}
