package io.iplive.gateway.kafka.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Topics on brokers that ask who may do what. */
class TopicSetupIT {

  private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

  private final List<String> told = new ArrayList<>();
  private final List<String> warned = new ArrayList<>();

  @BeforeAll
  static void start() {
    BROKER.brokerProperties(
        Map.of(
            "auto.create.topics.enable", "true",
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true"));
    BROKER.afterPropertiesSet();
  }

  @AfterAll
  static void stop() {
    BROKER.destroy();
  }

  @Test
  void aUserThatMayNotReadHowTopicsAreSetIsWarnedAndUpgradesAllTheSame() throws Exception {
    try (RegistryServer registry = new RegistryServer();
        Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
      setup(registry);
      int standing = Topics.standing().size();
      assertThat(told).contains("%d topics were made, 0 were there.".formatted(standing));
      assertThat(told).hasSize(2);
      assertThat(warned).anyMatch(one -> one.startsWith("auto.create.topics.enable is true"));

      admin
          .createAcls(
              List.of(
                  ofTopics(AclOperation.ALL, AclPermissionType.ALLOW),
                  ofTopics(AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY)))
          .all()
          .get();
      await() // Brokers hear of a rule after it was taken.
          .atMost(Duration.ofSeconds(30))
          .pollInSameThread()
          .untilAsserted(() -> {
            warned.clear();
            told.clear();
            setup(registry);
            assertThat(warned)
                .anySatisfy(one -> assertThat(one).contains("DescribeConfigs of them"));
          });
      assertThat(told)
          .contains(
              "0 topics were made, %d were there.".formatted(standing),
              "The registry has every schema.");
    }
  }

  private void setup(RegistryServer registry) throws InterruptedException {
    new TopicSetup(
            Brokers.at(BROKER.getBrokersAsString()),
            new HttpSchemaRegistry(registry.address()),
            2,
            (short) 1,
            told::add,
            warned::add)
        .run();
  }

  private static AclBinding ofTopics(AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
        new AccessControlEntry("User:*", "*", operation, permission));
  }
}
