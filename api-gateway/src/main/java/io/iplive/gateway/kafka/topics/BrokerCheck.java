package io.iplive.gateway.kafka.topics;

import io.iplive.schemas.Brokers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Looks how the brokers are set, and changes nothing. What is amiss is told, a sentence each. */
public final class BrokerCheck {

  private static final String METADATA = "metadata.version";
  private static final int PATIENCE_MILLIS = 10_000;

  private final int replicas;
  private final Consumer<String> warn;

  /**
   * A check.
   *
   * @param replicas of the topics
   * @param warn hears what is not as wanted
   */
  public BrokerCheck(int replicas, Consumer<String> warn) {
    this.replicas = replicas;
    this.warn = warn;
  }

  /** Of brokers that may be away, which is told too. */
  public void of(Brokers brokers) throws InterruptedException {
    Map<String, Object> settings = brokers.settings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "iplive-broker-check");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      check(admin);
    } catch (ExecutionException | KafkaException e) {
      warn.accept("The brokers' settings cannot be read (%s).".formatted(e.getMessage()));
    }
  }

  void check(Admin admin) throws ExecutionException, InterruptedException {
    Collection<Node> nodes = admin.describeCluster().nodes().get();
    if (nodes.size() < replicas) {
      warn.accept(
          "There are %d brokers for topics of %d replicas.".formatted(nodes.size(), replicas));
    }
    ConfigResource any =
        new ConfigResource(ConfigResource.Type.BROKER, nodes.iterator().next().idString());
    try {
      Map<String, String> broker = values(admin.describeConfigs(List.of(any)).all().get().get(any));
      BrokerDemands.unmet(broker, replicas).forEach(warn);
      String ofRelease = BrokerDemands.ofRelease(metadataLevel(admin));
      if (ofRelease != null) {
        warn.accept(ofRelease);
      }
    } catch (ExecutionException e) {
      warn.accept("The brokers' settings cannot be read (%s).".formatted(e.getCause()));
    }
  }

  private static int metadataLevel(Admin admin) throws ExecutionException, InterruptedException {
    SupportedVersionRange levels =
        admin.describeFeatures().featureMetadata().get().supportedFeatures().get(METADATA);
    return levels == null ? 0 : levels.maxVersion();
  }

  static Map<String, String> values(@Nullable Config config) {
    Map<String, String> values = new HashMap<>();
    if (config == null) {
      return values;
    }
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    return values;
  }
}
