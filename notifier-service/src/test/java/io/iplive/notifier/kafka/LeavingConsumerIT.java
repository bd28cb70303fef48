package io.iplive.notifier.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** How long rounds and outages wait for nobody while a pod is replaced. */
class LeavingConsumerIT {

  /** Less than the session of a member that is waited for. */
  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

  @BeforeAll
  static void start() throws Exception {
    BROKER.brokerProperty("group.initial.rebalance.delay.ms", "0");
    BROKER.afterPropertiesSet();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
      TopicProvisioning.createMissing(admin, List.of(Topics.ROUNDS, Topics.OUTAGES), 4, (short) 1);
    }
  }

  @AfterAll
  static void stop() {
    BROKER.destroy();
  }

  @Test
  void partitionsOfRoundsGoOverAtOnce() {
    goOver(Topics.ROUNDS.name(), clients("a")::roundsConsumer, clients("b")::roundsConsumer);
  }

  @Test
  void andThoseOfAListener() {
    goOver(
        Topics.OUTAGES.name(),
        () -> clients("a").consumerFactory(KafkaClients.OUTAGES_GROUP).createConsumer(),
        () -> clients("b").consumerFactory(KafkaClients.OUTAGES_GROUP).createConsumer());
  }

  private static void goOver(
      String topic,
      Supplier<Consumer<byte[], byte[]>> first,
      Supplier<Consumer<byte[], byte[]>> second) {
    Consumer<byte[], byte[]> old = first.get();
    old.subscribe(List.of(topic));
    poll(old, 4, Duration.ofSeconds(30));
    old.close();
    try (Consumer<byte[], byte[]> replacing = second.get()) {
      replacing.subscribe(List.of(topic));
      poll(replacing, 4, AT_ONCE);
    }
  }

  private static void poll(Consumer<byte[], byte[]> consumer, int partitions, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (consumer.assignment().size() != partitions && System.nanoTime() < deadline) {
      consumer.poll(Duration.ofMillis(100));
    }
    assertThat(consumer.assignment()).hasSize(partitions);
  }

  private static KafkaClients clients(String instance) {
    return new KafkaClients(Brokers.at(BROKER.getBrokersAsString()), instance);
  }
}
