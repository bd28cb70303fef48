package io.iplive.notifier.kafka;

import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Directory.ReadPosition;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Whether the directory holds everything that its topics held at one moment. */
record CatchUp(Map<TopicPartition, Long> ends) {

  static final List<Topic> TOPICS =
      List.of(Topics.MONITORS, Topics.ACCOUNTS, Topics.CONTACTS, Topics.MAINTENANCES);

  /** What has to be read: everything there is now. */
  static CatchUp now(Consumer<?, ?> consumer) {
    List<TopicPartition> partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(known -> new TopicPartition(known.topic(), known.partition()))
            .toList();
    return new CatchUp(consumer.endOffsets(partitions));
  }

  boolean reached(Directory directory) {
    Map<TopicPartition, Long> read =
        directory.positions().stream()
            .collect(
                Collectors.toMap(
                    at -> new TopicPartition(at.topic(), at.partition()), ReadPosition::next));
    return ends.entrySet().stream()
        .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
