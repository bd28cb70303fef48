package io.iplive.gateway.kafka.topics;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Makes what is missing of the catalogue and registers its schemas. What exists is never changed:
 * another number of partitions or another topic time ends the setup, other retentions are told.
 */
public final class TopicSetup {

  private static final String TOPIC_TIME = "message.timestamp.type";

  private final Brokers brokers;
  private final SchemaRegistry registry;
  private final int monitorPartitions;
  private final short replicas;
  private final Consumer<String> tell;
  private final Consumer<String> warn;

  /**
   * Of an installation.
   *
   * @param tell hears in sentences what was made
   * @param warn hears what is amiss
   */
  public TopicSetup(
      Brokers brokers,
      SchemaRegistry registry,
      int monitorPartitions,
      short replicas,
      Consumer<String> tell,
      Consumer<String> warn) {
    this.brokers = brokers;
    this.registry = registry;
    this.monitorPartitions = monitorPartitions;
    this.replicas = replicas;
    this.tell = tell;
    this.warn = warn;
  }

  /**
   * Runs once; running it again changes nothing.
   *
   * @throws KafkaException when the brokers cannot be asked
   * @throws IllegalStateException when a topic that exists is not the one of the catalogue
   * @throws io.iplive.schemas.RegistryUnavailableException when the registry cannot be asked
   * @throws io.iplive.schemas.SchemaRefusedException when the registry holds another language
   */
  public void run() throws InterruptedException {
    Map<String, Object> settings = brokers.settings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "iplive-topics");
    try (Admin admin = Admin.create(settings)) {
      new BrokerCheck(replicas, warn).check(admin);
      List<Topic> wanted = Topics.standing();
      Set<String> made =
          TopicProvisioning.createMissing(admin, wanted, monitorPartitions, replicas);
      tell.accept("%d topics were made, %d were there.".formatted(made.size(), there(made)));
      checkPresent(admin, wanted.stream().filter(topic -> !made.contains(topic.name())).toList());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
    }
    Topics.standing().stream()
        .filter(Topic::registered)
        .forEach(topic -> registry.register(topic.subject(), topic.value()));
    tell.accept("The registry has every schema.");
  }

  private static int there(Set<String> made) {
    return Topics.standing().size() - made.size();
  }

  private void checkPresent(Admin admin, List<Topic> present)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, Topic> asked =
        present.stream()
            .collect(
                Collectors.toMap(
                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    topic -> topic));
    Map<ConfigResource, Config> answers;
    try {
      answers = admin.describeConfigs(asked.keySet()).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        warn.accept(
            "How the topics that are there are set cannot be read, DescribeConfigs of them is not"
                + " allowed (%s).".formatted(e.getCause().getMessage()));
        return;
      }
      throw e;
    }
    List<String> refused = new ArrayList<>();
    asked.forEach((resource, topic) -> {
      Map<String, String> is = BrokerCheck.values(answers.get(resource));
      topic
          .definition(monitorPartitions, replicas)
          .configs()
          .forEach((name, wanted) -> {
            String has = is.getOrDefault(name, wanted);
            if (!has.equals(wanted)) {
              String sentence =
                  "Topic %s: %s is %s, the catalogue says %s"
                      .formatted(topic.name(), name, has, wanted);
              if (name.equals(TOPIC_TIME)) {
                refused.add(sentence);
              } else {
                warn.accept(sentence + "; it stays as it is.");
              }
            }
          });
    });
    if (!refused.isEmpty()) {
      throw new IllegalStateException(String.join("; ", refused));
    }
  }
}
