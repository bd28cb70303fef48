package io.iplive.local.reading;

import io.iplive.local.instance.Complaint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Prints the records of a topic, partition by partition in order, without a consumer group. */
public final class TopicReader {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final RecordLines lines;
  private final PrintStream out;

  /**
   * A reader.
   *
   * @param consumer read_committed, without a group
   */
  public TopicReader(Consumer<byte[], byte[]> consumer, RecordLines lines, PrintStream out) {
    this.consumer = consumer;
    this.lines = lines;
    this.out = out;
  }

  /**
   * What to read.
   *
   * @param key only records of this key; empty: all
   * @param since only records appended at or after it; empty: all there are
   * @param follow whether to go on for ever with what comes
   */
  public record Request(
      String topic, Optional<String> key, Optional<Instant> since, boolean follow) {}

  /** Returns at what was the end when it began, unless it follows; or when nobody reads on. */
  public void print(Request request) {
    Map<String, List<PartitionInfo>> topics = consumer.listTopics();
    List<PartitionInfo> partitions = topics.get(request.topic());
    if (partitions == null) {
      throw new Complaint(
          "There is no topic '%s'; there are %s."
              .formatted(
                  request.topic(),
                  String.join(
                      ", ",
                      topics.keySet().stream().filter(n -> !n.startsWith("_")).sorted().toList())));
    }
    List<TopicPartition> all =
        partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    consumer.assign(all);
    begin(all, request.since());
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
    while (!out.checkError() && (request.follow() || !passed(ends))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        long end =
            ends.getOrDefault(
                new TopicPartition(record.topic(), record.partition()), Long.MAX_VALUE);
        if ((request.follow() || record.offset() < end) && matches(record, request.key())) {
          out.println(lines.of(record));
        }
      }
    }
  }

  private void begin(List<TopicPartition> all, Optional<Instant> since) {
    if (since.isEmpty()) {
      consumer.seekToBeginning(all);
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    all.forEach(partition -> times.put(partition, since.get().toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    List<TopicPartition> later = new ArrayList<>();
    for (TopicPartition partition : all) {
      OffsetAndTimestamp at = found.get(partition);
      if (at == null) {
        later.add(partition);
      } else {
        consumer.seek(partition, at.offset());
      }
    }
    if (!later.isEmpty()) {
      consumer.seekToEnd(later);
    }
  }

  private boolean passed(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static boolean matches(ConsumerRecord<byte[], byte[]> record, Optional<String> key) {
    return key.isEmpty()
        || (record.key() != null
            && new String(record.key(), StandardCharsets.UTF_8).equals(key.get()));
  }
}
