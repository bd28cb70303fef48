package io.iplive.local.supervision;

import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.Settings;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SchemaRefusedException;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Topics on the broker and schemas in the registry, before any service starts. */
final class PublishedLanguage {

  static final int PARTITIONS = 4;
  private static final short REPLICAS = 1;

  private PublishedLanguage() {}

  static void createTopics(Settings settings) throws InterruptedException {
    Map<String, Object> client =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokerAddress());
    try (Admin admin = Admin.create(client)) {
      List<Topic> topics = new ArrayList<>(Topics.standing());
      topics.add(Topics.jobDeadLetters());
      TopicProvisioning.createMissing(admin, topics, PARTITIONS, REPLICAS);
    } catch (ExecutionException | IllegalStateException e) {
      throw new Complaint("The topics could not be made: %s".formatted(e.getMessage()), e);
    }
  }

  static void registerSchemas(Settings settings) {
    HttpSchemaRegistry registry = new HttpSchemaRegistry(settings.registryAddress());
    try {
      Topics.standing().stream()
          .filter(Topic::registered)
          .forEach(topic -> registry.register(topic.subject(), topic.value()));
    } catch (SchemaRefusedException e) {
      throw new Complaint(
          "%s: this program is older or newer than the data; run the matching one."
              .formatted(e.getMessage()),
          e);
    }
  }
}
