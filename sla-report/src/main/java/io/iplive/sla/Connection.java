package io.iplive.sla;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.sla.asked.Question;
import io.iplive.sla.asked.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the topics are: as the options say or else as the environment does, by the names that
 * services know; and a file of client settings as Kafka's own tools take it with {@code
 * --command-config}, TLS and SASL.
 *
 * @param registry root of its API
 * @param registryCa PEM file of the authorities that it is trusted by; empty: the JVM's
 */
record Connection(Brokers brokers, String registry, String registryCa) {

  private static final String SERVERS = "IPLIVE_KAFKA_BOOTSTRAP_SERVERS";
  private static final String REGISTRY = "IPLIVE_REGISTRY_URL";
  private static final String REGISTRY_CA = "IPLIVE_REGISTRY_CA";

  /**
   * The connection of a question.
   *
   * @throws Refusal when something is missing, or a setting is the report's own
   */
  static Connection of(Question question, Map<String, String> environment) {
    Map<String, String> named = new HashMap<>(environment);
    named.put(SERVERS, option("--bootstrap-servers", question.brokers(), environment, SERVERS));
    Brokers brokers = Brokers.of(named);
    return new Connection(
        question.config().map(file -> configured(brokers, file)).orElse(brokers),
        option("--registry", question.registry(), environment, REGISTRY),
        environment.getOrDefault(REGISTRY_CA, ""));
  }

  HttpSchemaRegistry schemas() {
    return new HttpSchemaRegistry(registry, registryCa);
  }

  private static String option(
      String option, Optional<String> given, Map<String, String> environment, String name) {
    String value = given.orElse(environment.getOrDefault(name, ""));
    if (value.isBlank()) {
      throw new Refusal("%s is missing, and %s is not set either.".formatted(option, name));
    }
    return value;
  }

  private static Brokers configured(Brokers brokers, String file) {
    Properties given = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      given.load(reader);
    } catch (IOException e) {
      throw Refusal.of("--config", file, "a file that can be read (%s)".formatted(e), e);
    }
    Map<String, String> properties = new HashMap<>(brokers.properties());
    given.stringPropertyNames().forEach(name -> properties.put(name, given.getProperty(name)));
    return new Brokers(brokers.bootstrapServers(), properties);
  }
}
