package io.iplive.local.supervision;

import io.iplive.local.health.PostgresHealth;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.OperatorSettings;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each service is told about this machine; over what operators set for it, and over its own
 * settings file.
 */
public final class ServiceSettings {

  private final DataDirectory data;
  private final Settings settings;
  private final Secrets secrets;
  private final OperatorSettings operators;

  public ServiceSettings(
      DataDirectory data, Settings settings, Secrets secrets, OperatorSettings operators) {
    this.data = data;
    this.settings = settings;
    this.secrets = secrets;
    this.operators = operators;
  }

  int nodes() {
    return settings.nodes();
  }

  boolean runs(String service) {
    return settings.runs(service);
  }

  public Map<String, String> gateway() {
    Map<String, String> all = of("gateway");
    all.putAll(database("gateway"));
    all.putAll(keys());
    all.put("iplive.operator.token", secrets.operatorToken());
    all.put("iplive.enrolment.secret", secrets.enrolmentSecret());
    all.put("iplive.notifier.url", "http://127.0.0.1:" + settings.port("notifier"));
    return all;
  }

  public Map<String, String> notifier() {
    Map<String, String> all = of("notifier");
    all.putAll(database("notifier"));
    all.putAll(keys());
    all.put("iplive.operator.token", secrets.operatorToken());
    return all;
  }

  /** Of the scheduler and the verdict. */
  public Map<String, String> streams(String service) {
    Map<String, String> all = of(service);
    all.put("iplive.state-dir", data.streams(service).toString());
    return all;
  }

  public Map<String, String> prober(String name, long nodeId) {
    Map<String, String> all = of(name);
    all.putAll(keys());
    all.put("iplive.prober.node-id", Long.toString(nodeId));
    all.put("iplive.prober.instance-id", name);
    return all;
  }

  private Map<String, String> of(String name) {
    Map<String, String> all = new LinkedHashMap<>(operators.of(name));
    all.put("server.address", "127.0.0.1");
    all.put("server.port", Integer.toString(settings.port(name)));
    all.put("spring.main.banner-mode", "off");
    all.put("spring.main.register-shutdown-hook", "false");
    all.put("spring.jmx.enabled", "false");
    all.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    all.put("spring.kafka.bootstrap-servers", settings.brokerAddress());
    all.put("iplive.kafka.bootstrap-servers", settings.brokerAddress());
    all.put("iplive.registry.url", settings.registryAddress());
    all.put("iplive.partitions", Integer.toString(PublishedLanguage.PARTITIONS));
    all.put("iplive.outbound.allowed[0]", "127.0.0.0/8");
    all.put("iplive.outbound.allowed[1]", "::1/128");
    return all;
  }

  private Map<String, String> database(String name) {
    return Map.of(
        "spring.datasource.url",
        settings.jdbcAddress(name),
        "spring.datasource.username",
        PostgresHealth.OWNER,
        "spring.datasource.password",
        secrets.databasePassword(),
        "spring.datasource.hikari.minimum-idle",
        "2");
  }

  private Map<String, String> keys() {
    return Map.of(
        "iplive.secrets.current", "k1", "iplive.secrets.keys.k1", secrets.encryptionKey());
  }
}
