package io.iplive.local.console;

import io.iplive.local.health.BrokerHealth;
import io.iplive.local.health.Health;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Settings;
import io.iplive.local.reading.RecordLines;
import io.iplive.local.reading.TopicReader;
import io.iplive.schemas.HttpSchemaRegistry;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Prints a topic's records as lines of JSON. */
final class Read {

  private final DataDirectory data;
  private final PrintStream out;

  Read(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  int run(CommandLine line) {
    TopicReader.Request request =
        new TopicReader.Request(
            line.words().getFirst(), line.value("--key"), since(line), line.has("-f"));
    Settings settings = Settings.of(data);
    if (BrokerHealth.of(settings.port("broker")) instanceof Health.Down(String reason)) {
      throw new Complaint(
          "The broker of %s cannot be read (%s): ./iplive up starts it."
              .formatted(data.path(), reason));
    }
    Map<String, Object> client =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.brokerAddress(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client, bytes, bytes)) {
      new TopicReader(
              consumer, new RecordLines(new HttpSchemaRegistry(settings.registryAddress())), out)
          .print(request);
    }
    return 0;
  }

  private static Optional<Instant> since(CommandLine line) {
    return line.value("--since")
        .map(value -> {
          try {
            return value.startsWith("P")
                ? Instant.now().minus(Duration.parse(value))
                : Instant.parse(value);
          } catch (DateTimeException e) {
            throw new Complaint(
                "--since is '%s'; allowed are a time (2026-01-31T12:00:00Z) and a duration back from now (PT1H)."
                    .formatted(value),
                e);
          }
        });
  }
}
