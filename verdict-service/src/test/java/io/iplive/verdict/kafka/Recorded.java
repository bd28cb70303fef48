package io.iplive.verdict.kafka;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.verdict.ReplayMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the topics hold, replayed in a JVM of another place, and changed behind its back. */
record Recorded(String brokers, String registry) {

  /** What a replay said, and how it ended. */
  record Answer(int code, String text) {}

  Answer replay(Instant from, Instant to) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dlogback.configurationFile=replay-logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            ReplayMain.class.getName(),
            brokers,
            registry,
            from.toString(),
            to.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }

  /** Another status code in the first outage of a monitor; the rest of its partition as it was. */
  OutageEvent changeAnOutage(long monitor) throws Exception {
    AvroSerde<OutageEvent> serde =
        new AvroSerde<>(new HttpSchemaRegistry(registry), OutageEvent.class);
    byte[] key = Wire.key(monitor);
    List<ConsumerRecord<byte[], byte[]>> records = partitionOf(key);
    TopicPartition partition =
        new TopicPartition(Topics.OUTAGES.name(), records.getFirst().partition());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
    }
    OutageEvent changed = null;
    try (Producer<byte[], byte[]> producer = producer()) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        byte[] value = record.value();
        if (changed == null && Arrays.equals(record.key(), key)) {
          changed = serde.decode(record.topic(), value);
          changed.setStatusCode(501);
          value = serde.encode(record.topic(), changed);
        }
        producer
            .send(new ProducerRecord<>(record.topic(), record.partition(), record.key(), value))
            .get();
      }
    }
    if (changed == null) {
      throw new AssertionError("Monitor %d had no outage".formatted(monitor));
    }
    return changed;
  }

  private List<ConsumerRecord<byte[], byte[]>> partitionOf(byte[] key) {
    for (int partition = 0; ; partition++) {
      List<ConsumerRecord<byte[], byte[]>> records =
          all(new TopicPartition(Topics.OUTAGES.name(), partition));
      if (records.stream().anyMatch(record -> Arrays.equals(record.key(), key))) {
        return records;
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> all(TopicPartition partition) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
