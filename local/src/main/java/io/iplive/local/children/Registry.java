package io.iplive.local.children;

import io.iplive.local.health.Health;
import io.iplive.local.health.PostgresHealth;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Processes;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The schema registry as a child process, its storage in PostgreSQL. */
public final class Registry implements Child {

  private final DataDirectory data;
  private final Settings settings;
  private final Secrets secrets;
  private final Distribution distribution;
  private final AotCaches caches;
  private final Supplier<Health> health;

  public Registry(
      DataDirectory data,
      Settings settings,
      Secrets secrets,
      Distribution distribution,
      AotCaches caches,
      Supplier<Health> health) {
    this.data = data;
    this.settings = settings;
    this.secrets = secrets;
    this.distribution = distribution;
    this.caches = caches;
    this.health = health;
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public void prepare() {}

  @Override
  public List<String> command() {
    return JavaCommand.of(
        Processes.marks(data, name(), distribution.stamp()),
        Stream.concat(
                Stream.of(
                    "-Xmx160m",
                    "-XX:TieredStopAtLevel=1",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED"),
                caches.options(name()).stream())
            .toList(),
        List.of(
            "-Dapicurio.storage.kind=sql",
            "-Dapicurio.storage.sql.kind=postgresql",
            "-Dapicurio.datasource.url=" + settings.jdbcAddress("registry"),
            "-Dapicurio.datasource.username=" + PostgresHealth.OWNER,
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=5",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + settings.port("registry"),
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + settings.port("registry-management"),
            "-Dquarkus.http.access-log.enabled=false",
            "-Dquarkus.banner.enabled=false",
            "-cp",
            distribution.registryClassPath(),
            "io.quarkus.runner.GeneratedMain"));
  }

  /** Not on the command line, which everybody on the machine can read. */
  @Override
  public Map<String, String> environment() {
    return Map.of("APICURIO_DATASOURCE_PASSWORD", secrets.databasePassword());
  }

  @Override
  public Health health() {
    return health.get();
  }

  @Override
  public String remedy() {
    return "read its log; its storage is the database 'registry' in %s".formatted(data.postgres());
  }
}
