package io.iplive.gateway.kafka.recovery;

import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.recovery.Family;
import io.iplive.gateway.recovery.Ids;
import io.iplive.gateway.recovery.Knowledge;
import io.iplive.gateway.recovery.Known;
import io.iplive.gateway.recovery.PublishedLog;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.UnknownSchemaException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal's topics on the broker, read from their beginning; it is a rare thing, so each call
 * has its own connection. It holds a line of each stream, some 100 MB at a million monitors.
 */
public final class KafkaPublishedLog implements PublishedLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublishedLog.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Whose ended subjects leave their topic, as the relay has it too. */
  private static final Set<Family> COMPACTED_AWAY =
      Set.of(Family.ACCOUNTS, Family.CONTACTS, Family.MAINTENANCES);

  private final GatewayClients clients;
  private final JournalTopics topics;
  private final Clock clock;

  /** Of that broker. */
  public KafkaPublishedLog(GatewayClients clients, SchemaRegistry registry, Clock clock) {
    this.clients = clients;
    this.topics = new JournalTopics(registry);
    this.clock = clock;
  }

  @Override
  public Knowledge read() {
    Map<String, Known> newest = new HashMap<>();
    Map<Ids, Long> highest = new EnumMap<>(Ids.class);
    scan(
        List.of(Family.values()),
        event -> {
          Known known = JournalTopics.known(event);
          newest.merge(
              known.stream(), known, (before, next) -> next.isAfter(before) ? next : before);
          JournalTopics.ids(event).forEach((ids, id) -> highest.merge(ids, id, Math::max));
        });
    return new Knowledge(List.copyOf(newest.values()), highest);
  }

  @Override
  public void end(List<Known> lost, int epoch) {
    if (lost.isEmpty()) {
      return;
    }
    Set<Known> wanted = new HashSet<>(lost);
    Map<Known, SpecificRecord> events = new HashMap<>();
    Set<Family> families = lost.stream().map(Known::family).collect(Collectors.toSet());
    scan(
        List.copyOf(families),
        event -> {
          Known known = JournalTopics.known(event);
          if (wanted.contains(known)) {
            events.put(known, event);
          }
        });
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Future<?>> sent = new ArrayList<>();
    try (Producer<byte[], byte[]> producer = clients.results()) {
      events.forEach((known, event) -> {
        byte[] key = Long.toString(known.id()).getBytes(StandardCharsets.UTF_8);
        byte[] end = topics.bytes(JournalTopics.end(event, epoch, now));
        sent.add(producer.send(new ProducerRecord<>(known.family().topic(), key, end)));
        if (COMPACTED_AWAY.contains(known.family())) {
          sent.add(producer.send(new ProducerRecord<>(known.family().topic(), key, null)));
        }
      });
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private void scan(List<Family> families, java.util.function.Consumer<SpecificRecord> taker) {
    try (Consumer<byte[], byte[]> consumer = clients.published()) {
      List<TopicPartition> partitions =
          families.stream()
              .flatMap(family -> consumer.partitionsFor(family.topic()).stream())
              .map(known -> new TopicPartition(known.topic(), known.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, taker);
        }
      }
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  /** A tombstone follows the event of an end; poison is poison to every reader. */
  private void take(
      ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<SpecificRecord> taker) {
    if (record.value() == null) {
      return;
    }
    Family family = Family.of(record.topic()).orElseThrow();
    try {
      taker.accept(topics.event(family, record.value()));
    } catch (UnknownSchemaException e) { // Without it this would be half the truth.
      throw unavailable(e);
    } catch (SerializationException e) {
      LOG.warn(
          "{}-{} at {} is left out: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private static UnavailableException unavailable(Exception e) {
    return new UnavailableException(
        "What is published cannot be read or told now: " + e.getMessage(), e);
  }
}
