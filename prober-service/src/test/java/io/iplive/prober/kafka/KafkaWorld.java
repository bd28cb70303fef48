package io.iplive.prober.kafka;

import io.iplive.prober.probe.ProbeEngine;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Brokers;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ProbeJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker and registry, and the scheduler's and the verdict's side of a prober. */
public final class KafkaWorld {

  public static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final int PARTITIONS = 4;

  private static @Nullable KafkaWorld shared;

  private final EmbeddedKafkaBroker broker;
  private final RegistryServer registry;
  private final SecretCipher secrets = new SecretCipher(Map.of("k1", KEY), "k1");
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;

  /** The one of this JVM: a broker takes seconds to start. Tests differ by their nodes. */
  public static synchronized KafkaWorld shared()
      throws IOException, ExecutionException, InterruptedException {
    if (shared == null) {
      shared = new KafkaWorld();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  private KafkaWorld() throws IOException, ExecutionException, InterruptedException {
    broker =
        new EmbeddedKafkaKraftBroker(1, 1)
            .brokerProperties(
                Map.of(
                    "auto.create.topics.enable", "false",
                    "group.initial.rebalance.delay.ms", "0"));
    broker.afterPropertiesSet();
    registry = new RegistryServer();
    admin = Admin.create(Map.of("bootstrap.servers", servers()));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    TopicProvisioning.createMissing(admin, Topics.standing(), PARTITIONS, (short) 1);
  }

  public String servers() {
    return broker.getBrokersAsString();
  }

  /** Instances that the broker counts among those that read a node's jobs. */
  Set<String> members(long node) throws ExecutionException, InterruptedException {
    String group = "prober." + node;
    return Objects.requireNonNull(
            admin.describeConsumerGroups(List.of(group)).all().get().get(group))
        .members()
        .stream()
        .flatMap(member -> member.groupInstanceId().stream())
        .collect(Collectors.toSet());
  }

  public RegistryServer registry() {
    return registry;
  }

  SecretCipher secrets() {
    return secrets;
  }

  /** What the gateway does before it journals a node. */
  public void enrol(long nodeId) throws ExecutionException, InterruptedException {
    TopicProvisioning.createMissing(
        admin, List.of(Topics.probeJobs(nodeId)), PARTITIONS, (short) 1);
  }

  /** A prober of a node over the given engine. */
  Prober prober(long nodeId, int maxInFlight, ProbeEngine engine) {
    return prober(new NodeIdentity(nodeId, "prober-0"), maxInFlight, engine);
  }

  /** One of several of a node. */
  Prober prober(NodeIdentity node, int maxInFlight, ProbeEngine engine) {
    KafkaClients clients = new KafkaClients(Brokers.at(servers()), node);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ProberMetrics metrics = new ProberMetrics(meters);
    ProbeAvro avro = new ProbeAvro(new HttpSchemaRegistry(registry.address()), secrets);
    ResultPublisher results = new ResultPublisher(clients, node, avro, metrics, () -> false);
    Heartbeats heartbeats =
        new Heartbeats(clients, node, avro, metrics, () -> false, InstantSource.system());
    JobListener listener =
        new JobListener(
            new JobListener.Parts(
                node,
                maxInFlight,
                engine,
                avro,
                results,
                heartbeats,
                metrics,
                InstantSource.system()),
            clients,
            Duration.ofMillis(200));
    listener.start();
    return new Prober(
        listener, results, heartbeats, meters, new ProberHealth(node, heartbeats, results));
  }

  /** A running prober. */
  record Prober(
      JobListener listener,
      ResultPublisher results,
      Heartbeats heartbeats,
      SimpleMeterRegistry meters,
      ProberHealth health)
      implements AutoCloseable {

    double count(String meter) {
      return meters.get(meter).counter().count();
    }

    @Override
    public void close() {
      listener.stop();
      heartbeats.close();
      results.close();
    }
  }

  /** A job that is due now and may start for a minute. */
  public ProbeJob job(long nodeId, long monitorId, String address, int port) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Check check = new Check();
    check.setPort(port);
    check.setPath("/");
    check.setExpectedCodes("2xx,3xx");
    check.setTlsVerify(true);
    check.setFollowRedirects(false);
    check.setMethod("GET");
    ProbeJob job = new ProbeJob();
    job.setMonitorId(monitorId);
    job.setTargetId(monitorId * 10);
    job.setRecordId(1);
    job.setAccountId(1);
    job.setNodeId(nodeId);
    job.setRoundAt(now.truncatedTo(ChronoUnit.SECONDS));
    job.setDueAt(now);
    job.setStartBy(now.plusSeconds(60));
    job.setDeadline(now.plusSeconds(70));
    job.setAddress(address);
    job.setProtocol("http");
    job.setTimeoutMillis(5_000);
    job.setRetryCount(0);
    job.setCheck(check);
    return job;
  }

  public void send(ProbeJob job) throws ExecutionException, InterruptedException {
    String topic = Topics.probeJobs(job.getNodeId()).name();
    send(topic, job, new AvroSerde<>(new HttpSchemaRegistry(registry.address()), ProbeJob.class));
  }

  /** The job in some node's topic. */
  void send(String topic, ProbeJob job, AvroSerde<ProbeJob> serde)
      throws ExecutionException, InterruptedException {
    send(topic, 0, Long.toString(job.getMonitorId()), serde.encode(topic, job));
  }

  /** Raw bytes in a partition. */
  void send(String topic, int partition, String key, byte @Nullable [] value)
      throws ExecutionException, InterruptedException {
    var _ =
        producer
            .send(
                new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value))
            .get();
  }

  /** Every result of a node so far. */
  public List<ProbeResult> results(long nodeId) {
    AvroSerde<ProbeResult> serde =
        new AvroSerde<>(new HttpSchemaRegistry(registry.address()), ProbeResult.class);
    return all(Topics.PROBE_RESULTS.name()).stream()
        .map(taken -> serde.decode(taken.topic(), Objects.requireNonNull(taken.value())))
        .filter(result -> result.getNodeId() == nodeId)
        .toList();
  }

  /** Every heartbeat of a node so far. */
  public List<NodeHeartbeat> heartbeats(long nodeId) {
    AvroSerde<NodeHeartbeat> serde =
        new AvroSerde<>(new HttpSchemaRegistry(registry.address()), NodeHeartbeat.class);
    return all(Topics.NODE_HEARTBEATS.name()).stream()
        .map(taken -> serde.decode(taken.topic(), Objects.requireNonNull(taken.value())))
        .filter(heartbeat -> heartbeat.getNodeId() == nodeId)
        .toList();
  }

  /** Every record of a topic, in partition order. */
  List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
      return all;
    }
  }

  private void close() {
    producer.close();
    admin.close();
    registry.close();
    broker.destroy();
  }
}
