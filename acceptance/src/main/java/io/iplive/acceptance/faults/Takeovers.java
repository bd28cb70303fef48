package io.iplive.acceptance.faults;

import io.iplive.acceptance.cluster.Cluster;
import io.iplive.acceptance.cluster.Member;
import io.iplive.acceptance.cluster.Service;
import io.iplive.local.instance.Complaint;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long the partitions of an instance that was killed say nothing: from its end until a reader
 * has a new record of the last of them. The scheduler writes a Tick each 250 ms, the verdict the
 * rounds of its monitors.
 */
final class Takeovers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(20);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** After a restart: copies of the state are made again meanwhile. */
  private static final Duration REST = Duration.ofSeconds(12);

  private final Cluster cluster;
  private final PrintStream out;
  private final Admin admin;

  Takeovers(Cluster cluster, PrintStream out) {
    this.cluster = cluster;
    this.out = out;
    this.admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.brokers()));
  }

  /** Kills an instance of a service so often; each is back before the next. */
  List<Duration> measure(Service service, int times) throws IOException, InterruptedException {
    List<Duration> taken = new ArrayList<>();
    while (taken.size() < times) {
      Map<String, Set<Integer>> held = awaitSettled(service);
      Map.Entry<String, Set<Integer>> most =
          held.entrySet().stream()
              .max(Comparator.comparingInt(one -> one.getValue().size()))
              .orElseThrow();
      String victim = most.getKey();
      Duration one = killed(service, member(victim), most.getValue());
      out.println(
          "  %s with partitions %s: taken over after %.1f s"
              .formatted(victim, most.getValue(), one.toMillis() / 1e3));
      taken.add(one);
      member(victim).start();
      member(victim).awaitHealth(PATIENCE);
      Thread.sleep(REST);
    }
    return taken;
  }

  private Member member(String name) {
    return Optional.ofNullable(cluster.members().get(name)).orElseThrow();
  }

  /** Partitions of the members that hold any, once two members agree on all of them. */
  private Map<String, Set<Integer>> awaitSettled(Service service) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      Optional<Map<String, Set<Integer>>> held = held(service);
      if (held.isPresent()) {
        return held.get();
      }
      Thread.sleep(LOOK);
    }
    throw new Complaint("The group of %s did not settle".formatted(service));
  }

  private Optional<Map<String, Set<Integer>>> held(Service service) throws InterruptedException {
    try {
      ConsumerGroupDescription group =
          Objects.requireNonNull(
              admin
                  .describeConsumerGroups(List.of(group(service)))
                  .all()
                  .get()
                  .get(group(service)));
      if (group.groupState() != GroupState.STABLE || group.members().size() < 2) {
        return Optional.empty();
      }
      return Optional.of(
          group.members().stream()
              .collect(
                  Collectors.toMap(
                      member -> instance(member.groupInstanceId().orElse("")),
                      member ->
                          member.assignment().topicPartitions().stream()
                              .map(TopicPartition::partition)
                              .collect(Collectors.toCollection(TreeSet::new)))));
    } catch (ExecutionException e) {
      throw new Complaint("The group of %s cannot be read".formatted(service), e);
    }
  }

  /** Streams adds the thread's number to the instance's name. */
  private static String instance(String member) {
    return member.replaceAll("^((?:scheduler|verdict)-\\d+).*$", "$1");
  }

  private static String group(Service service) {
    return service == Service.VERDICT ? "iplive-verdict" : "iplive-scheduler";
  }

  private Duration killed(Service service, Member victim, Set<Integer> partitions)
      throws InterruptedException {
    Topic topic = service == Service.VERDICT ? Topics.ROUNDS : Topics.SCHEDULE;
    try (KafkaConsumer<byte[], byte[]> reader = reader()) {
      List<TopicPartition> all =
          partitions.stream().map(one -> new TopicPartition(topic.name(), one)).toList();
      reader.assign(all);
      reader.seekToEnd(all);
      all.forEach(reader::position);
      victim.kill();
      Instant dead = Instant.now();
      Set<Integer> silent = new TreeSet<>(partitions);
      while (!silent.isEmpty()) {
        if (Instant.now().isAfter(dead.plus(PATIENCE))) {
          throw new Complaint("Nobody took over partitions %s of %s".formatted(silent, topic));
        }
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(STEP)) {
          if (record.timestamp() > dead.toEpochMilli()) {
            silent.remove(record.partition());
          }
        }
      }
      return Duration.between(dead, Instant.now());
    }
  }

  private KafkaConsumer<byte[], byte[]> reader() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.brokers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    admin.close();
  }
}
