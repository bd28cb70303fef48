package io.iplive.local.supervision;

import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.Settings;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryUnavailableException;
import io.iplive.schemas.SchemaRefusedException;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics on the broker and schemas in the registry, before any service starts. */
public final class PublishedLanguage {

  static final int PARTITIONS = 4;
  private static final Logger LOG = LoggerFactory.getLogger(PublishedLanguage.class);
  private static final Duration STEP = Duration.ofMillis(200);

  private PublishedLanguage() {}

  /** Creates the topics that are missing, each with so many replicas. */
  public static void createTopics(String brokers, int replicas) throws InterruptedException {
    Map<String, Object> client = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    try (Admin admin = Admin.create(client)) {
      List<Topic> topics = new ArrayList<>(Topics.standing());
      topics.add(Topics.jobDeadLetters());
      TopicProvisioning.createMissing(admin, topics, PARTITIONS, (short) replicas);
    } catch (ExecutionException | IllegalStateException e) {
      throw Complaint.about(
          "broker", "The topics could not be made (%s).".formatted(e.getMessage()), e);
    }
  }

  /** A registry that is up but still busy with its own start is asked again. */
  public static void registerSchemas(Settings settings, Duration patience)
      throws InterruptedException {
    HttpSchemaRegistry registry = new HttpSchemaRegistry(settings.registryAddress());
    Instant deadline = Instant.now().plus(patience);
    for (Topic topic : Topics.standing()) {
      if (topic.registered()) {
        register(registry, topic, deadline);
      }
    }
  }

  private static void register(HttpSchemaRegistry registry, Topic topic, Instant deadline)
      throws InterruptedException {
    while (true) {
      try {
        registry.register(topic.subject(), topic.value());
        return;
      } catch (RegistryUnavailableException e) {
        if (Instant.now().isAfter(deadline)) {
          throw new Complaint(e.getMessage() + ": see ./iplive logs registry.", e);
        }
        LOG.warn("{}; asking again", e.getMessage());
        Thread.sleep(STEP);
      } catch (SchemaRefusedException e) {
        throw new Complaint(
            "%s: this program is older or newer than the data; run the matching one."
                .formatted(e.getMessage()),
            e);
      }
    }
  }
}
