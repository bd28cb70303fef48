package io.iplive.local.console.topic;

import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Settings;
import io.iplive.local.operator.Operator;
import io.iplive.schemas.Brokers;
import io.iplive.schemas.HttpSchemaRegistry;
import java.util.Map;

/** How commands reach an installation; each part is looked for when it is asked for. */
public interface Reach {

  Brokers brokers();

  /** The schema registry. */
  HttpSchemaRegistry registry();

  /** The gateway's calls for operators. */
  Operator gateway();

  /** The notifier's internal calls. */
  Operator notifier();

  /** The installation of a directory. */
  static Reach of(DataDirectory data) {
    return new Reach() {
      @Override
      public Brokers brokers() {
        return Clients.brokers(data);
      }

      @Override
      public HttpSchemaRegistry registry() {
        return new HttpSchemaRegistry(Settings.of(data).registryAddress());
      }

      @Override
      public Operator gateway() {
        return Operator.of(data);
      }

      @Override
      public Operator notifier() {
        return Operator.ofNotifier(data);
      }
    };
  }

  /** The one that an environment names as it names it to services. */
  static Reach of(Map<String, String> environment) {
    return new Reach() {
      @Override
      public Brokers brokers() {
        named("IPLIVE_KAFKA_BOOTSTRAP_SERVERS");
        return Brokers.of(environment);
      }

      @Override
      public HttpSchemaRegistry registry() {
        return new HttpSchemaRegistry(
            named("IPLIVE_REGISTRY_URL"), environment.getOrDefault("IPLIVE_REGISTRY_CA", ""));
      }

      @Override
      public Operator gateway() {
        return Operator.at("gateway", named("IPLIVE_GATEWAY_URL"), named("IPLIVE_OPERATOR_TOKEN"));
      }

      @Override
      public Operator notifier() {
        return Operator.at(
            "notifier", named("IPLIVE_NOTIFIER_URL"), named("IPLIVE_OPERATOR_TOKEN"));
      }

      private String named(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
          throw new Complaint(
              "%s is not set: the environment says where the installation is.".formatted(name));
        }
        return value;
      }
    };
  }
}
