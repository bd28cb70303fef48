package io.iplive.benchmarks.chain;

import io.iplive.benchmarks.Complaint;
import io.iplive.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What the broker says of partitions and of Streams' threads. */
final class BrokerSettings {

  private static final List<String> APPLICATIONS = List.of("iplive-scheduler", "iplive-verdict");

  private BrokerSettings() {}

  static String text(String broker) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
      List<String> topics =
          admin.listTopics().names().get().stream()
              .filter(BrokerSettings::isOnTheWay)
              .sorted()
              .toList();
      String partitions =
          admin.describeTopics(topics).allTopicNames().get().values().stream()
              .map(topic -> "%s %d".formatted(topic.name(), topic.partitions().size()))
              .sorted()
              .collect(Collectors.joining(", "));
      String threads =
          admin.describeClassicGroups(APPLICATIONS).all().get().values().stream()
              .map(group -> "%s %d".formatted(group.groupId(), group.members().size()))
              .sorted()
              .collect(Collectors.joining(", "));
      return "partitions: %s%nStreams threads: %s".formatted(partitions, threads);
    } catch (ExecutionException e) {
      throw new Complaint("the broker does not describe itself: " + e.getCause(), e);
    }
  }

  private static boolean isOnTheWay(String topic) {
    return List.of(Topics.SCHEDULE.name(), Topics.PROBE_RESULTS.name(), Topics.ROUNDS.name())
            .contains(topic)
        || topic.matches("probe-jobs\\.v1\\.\\d+");
  }
}
