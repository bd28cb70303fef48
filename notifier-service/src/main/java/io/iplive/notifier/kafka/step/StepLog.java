package io.iplive.notifier.kafka.step;

import io.iplive.notifier.smsc.Numbering.Published;
import io.iplive.notifier.smsc.SmsBook.Numbers;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.notifier.SmsReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** deliveries.v1 read back: how far the steps were published, and which numbers SMS had. */
public final class StepLog implements Published {

  private static final Logger LOG = LoggerFactory.getLogger(StepLog.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int TAIL = 100;

  /** Clocks of brokers and databases differ. */
  private static final Duration SLACK = Duration.ofHours(1);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final AvroSerde<DeliveryEvent> events;

  /**
   * The topic.
   *
   * @param consumers of no group
   */
  public StepLog(Supplier<Consumer<byte[], byte[]>> consumers, SchemaRegistry registry) {
    this.consumers = consumers;
    this.events = new AvroSerde<>(registry, DeliveryEvent.class);
  }

  private interface Seen {

    void event(TopicPartition partition, DeliveryEvent event);
  }

  /** A partition's last records may be aborted ones and markers: then more of it is read. */
  @Override
  public long position() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
      Set<TopicPartition> unread = new HashSet<>(ends.keySet());
      long[] highest = {0};
      for (long back = TAIL; !unread.isEmpty(); back *= TAIL) {
        Map<TopicPartition, Long> from = new HashMap<>();
        for (TopicPartition each : Set.copyOf(unread)) {
          long begin = begins.getOrDefault(each, 0L);
          long first = Math.max(begin, ends.getOrDefault(each, 0L) - back);
          from.put(each, first);
          if (first == begin) {
            unread.remove(each);
          }
        }
        read(
            consumer,
            from,
            ends,
            (partition, event) -> {
              highest[0] = Math.max(highest[0], position(event));
              unread.remove(partition);
            });
      }
      return highest[0];
    }
  }

  @Override
  public int highest(@Nullable Instant since, Numbers range) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
      long[] highest = {0};
      read(
          consumer,
          from(consumer, ends.keySet(), since),
          ends,
          (_, event) -> {
            SmsReceipt sms = event.getSms();
            if (sms != null && sms.getSmsId() >= range.from() && sms.getSmsId() <= range.to()) {
              highest[0] = Math.max(highest[0], sms.getSmsId());
            }
          });
      LOG.warn(
          "The database is older than deliveries.v1: numbers of SMS go on behind {}", highest[0]);
      return Math.toIntExact(highest[0]);
    }
  }

  private static Map<TopicPartition, Long> from(
      Consumer<?, ?> consumer, Set<TopicPartition> partitions, @Nullable Instant since) {
    if (since == null) {
      return consumer.beginningOffsets(partitions);
    }
    long time = since.minus(SLACK).toEpochMilli();
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> time)));
    return found.entrySet().stream()
        .filter(each -> each.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  private void read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> ends,
      Seen seen) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    while (from.keySet().stream()
        .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        event(record, seen);
      }
    }
  }

  private void event(ConsumerRecord<byte[], byte[]> record, Seen seen) {
    try {
      seen.event(
          new TopicPartition(record.topic(), record.partition()),
          events.decode(record.topic(), record.value()));
    } catch (SerializationException e) {
      LOG.debug("Not a step: {}", e.getMessage());
    }
  }

  /** Of an event id: the installation's name, a colon and the position. */
  private static long position(DeliveryEvent event) {
    String id = event.getEventId();
    String last = id.substring(id.lastIndexOf(':') + 1);
    return last.matches("[0-9]{1,18}") ? Long.parseLong(last) : 0;
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
    return consumer.partitionsFor(Topics.DELIVERIES.name()).stream()
        .map(known -> new TopicPartition(known.topic(), known.partition()))
        .toList();
  }
}
