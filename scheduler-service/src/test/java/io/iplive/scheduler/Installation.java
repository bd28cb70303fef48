package io.iplive.scheduler;

import io.iplive.scheduler.kafka.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.scheduler.ProbeJob;
import io.iplive.schemas.scheduler.ScheduleEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker, a registry, two nodes that beat, the gateway's producer, and somebody who reads all
 * that the scheduler says.
 */
final class Installation implements AutoCloseable {

  static final int PARTITIONS = 2;

  /** An event of schedule.v1 as it lies in the topic. */
  record Said(int partition, String key, ScheduleEvent event, Instant at) {}

  /** A job as it lies in a node's topic. */
  record Sent(ProbeJob job, Instant at) {}

  private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
  private final RegistryServer registry = new RegistryServer();
  private final HttpSchemaRegistry schemas = new HttpSchemaRegistry(registry.address());
  private final AvroSerde<MonitorEvent> monitors = new AvroSerde<>(schemas, MonitorEvent.class);
  private final AvroSerde<NodeEvent> nodes = new AvroSerde<>(schemas, NodeEvent.class);
  private final AvroSerde<NodeHeartbeat> beats = new AvroSerde<>(schemas, NodeHeartbeat.class);
  private final AvroSerde<ScheduleEvent> schedule = new AvroSerde<>(schemas, ScheduleEvent.class);
  private final AvroSerde<ProbeJob> jobs = new AvroSerde<>(schemas, ProbeJob.class);
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService reader = Executors.newSingleThreadExecutor();
  private final List<Said> said = new CopyOnWriteArrayList<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> letters = new CopyOnWriteArrayList<>();
  private final KafkaProducer<byte[], byte[]> gateway;
  private final KafkaProducer<byte[], byte[]> plain;
  private volatile boolean closing;

  Installation() throws IOException, ExecutionException, InterruptedException {
    broker.brokerProperty("auto.create.topics.enable", "false");
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.brokerProperty("offsets.topic.num.partitions", "1");
    broker.brokerProperty("transaction.state.log.num.partitions", "1");
    broker.brokerProperty("transaction.state.log.replication.factor", "1");
    broker.brokerProperty("transaction.state.log.min.isr", "1");
    broker.afterPropertiesSet();
    List<Topic> topics = new ArrayList<>(Topics.standing());
    topics.add(Topics.probeJobs(1));
    topics.add(Topics.probeJobs(2));
    try (Admin admin = admin()) {
      TopicProvisioning.createMissing(admin, topics, PARTITIONS, (short) 1);
    }
    plain = producer(null);
    gateway = producer("gateway-outbox");
    gateway.initTransactions();
    for (long node : List.of(1L, 2L)) {
      NodeEvent event = Wire.node(node, NodeState.ACTIVE, 1);
      publish(Topics.NODES, node, nodes.encode(Topics.NODES.name(), event));
    }
    var _ = heart.scheduleAtFixedRate(this::beat, 0, 1, TimeUnit.SECONDS);
    reader.execute(this::read);
  }

  String brokers() {
    return broker.getBrokersAsString();
  }

  String registry() {
    return registry.address();
  }

  /** From now on the registry finds whatever comes for this subject incompatible. */
  void refuse(String subject) {
    registry.refuse(subject);
  }

  /** Calls that the registry has taken. */
  int registryCalls() {
    return registry.calls();
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", brokers()));
  }

  /** As the gateway's relay does it: in a transaction. */
  RecordMetadata define(MonitorEvent event) {
    gateway.beginTransaction();
    byte[] value = monitors.encode(Topics.MONITORS.name(), event);
    var written = gateway.send(record(Topics.MONITORS, event.getMonitorId(), value));
    gateway.commitTransaction();
    return written.resultNow();
  }

  void publish(Topic topic, long id, byte[] value) {
    var _ = plain.send(record(topic, id, value));
    plain.flush();
  }

  List<Said> said(long monitorId) {
    return said.stream().filter(each -> each.event().getMonitorId() == monitorId).toList();
  }

  List<Sent> sent(long nodeId) {
    return sent.stream().filter(each -> each.job().getNodeId() == nodeId).toList();
  }

  List<ConsumerRecord<byte[], byte[]>> letters() {
    return List.copyOf(letters);
  }

  @Override
  public void close() {
    closing = true;
    heart.shutdownNow();
    reader.close();
    gateway.close(Duration.ZERO);
    plain.close(Duration.ZERO);
    broker.destroy();
    registry.close();
  }

  private void beat() {
    for (long node : List.of(1L, 2L)) {
      NodeHeartbeat beat = Wire.heartbeat(node, Instant.now(), 6);
      publish(Topics.NODE_HEARTBEATS, node, beats.encode(Topics.NODE_HEARTBEATS.name(), beat));
    }
  }

  private void read() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            brokers(),
            "key.deserializer",
            ByteArrayDeserializer.class,
            "value.deserializer",
            ByteArrayDeserializer.class,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions = new ArrayList<>();
      add(partitions, Topics.SCHEDULE.name(), PARTITIONS);
      add(partitions, Topics.probeJobs(1).name(), 6);
      add(partitions, Topics.probeJobs(2).name(), 6);
      add(partitions, Topics.deadLetters(Topics.MONITORS, "scheduler").name(), 1);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closing) {
        consumer.poll(Duration.ofMillis(50)).forEach(this::take);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    if (record.topic().equals(Topics.SCHEDULE.name())) {
      ScheduleEvent event = schedule.decode(record.topic(), record.value());
      String key = new String(record.key(), StandardCharsets.UTF_8);
      said.add(new Said(record.partition(), key, event, at));
    } else if (record.topic().endsWith(".dlt")) {
      letters.add(record);
    } else {
      sent.add(new Sent(jobs.decode(record.topic(), record.value()), at));
    }
  }

  List<Said> saidInAll() {
    return List.copyOf(said);
  }

  private static void add(List<TopicPartition> partitions, String topic, int count) {
    for (int partition = 0; partition < count; partition++) {
      partitions.add(new TopicPartition(topic, partition));
    }
  }

  private static ProducerRecord<byte[], byte[]> record(Topic topic, long id, byte[] value) {
    return new ProducerRecord<>(
        topic.name(), Long.toString(id).getBytes(StandardCharsets.UTF_8), value);
  }

  private KafkaProducer<byte[], byte[]> producer(@Nullable String transactionalId) {
    Map<String, Object> settings = new java.util.HashMap<>();
    settings.put("bootstrap.servers", brokers());
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    if (transactionalId != null) {
      settings.put("transactional.id", transactionalId);
    }
    return new KafkaProducer<>(settings);
  }
}
