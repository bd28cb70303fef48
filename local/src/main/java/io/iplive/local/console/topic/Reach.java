package io.iplive.local.console.topic;

import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Settings;
import io.iplive.local.operator.Operator;
import io.iplive.schemas.Brokers;
import java.util.Map;

/** How commands reach an installation; each part is looked for when it is asked for. */
public interface Reach {

  Brokers brokers();

  /** Root of the registry's API. */
  String registry();

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
      public String registry() {
        return Settings.of(data).registryAddress();
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
      public String registry() {
        return named("IPLIVE_REGISTRY_URL");
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
