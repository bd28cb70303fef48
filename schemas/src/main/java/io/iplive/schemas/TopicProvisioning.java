package io.iplive.schemas;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates missing topics; never changes one that exists. */
public final class TopicProvisioning {

  private TopicProvisioning() {}

  /**
   * Creates those of {@code topics} that the broker lacks.
   *
   * @return names created
   * @throws IllegalStateException when an existing topic has another number of partitions
   */
  public static Set<String> createMissing(
      Admin admin, Collection<Topic> topics, int monitorPartitions, short replicas)
      throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<Topic> missing = topics.stream().filter(t -> !existing.contains(t.name())).toList();
    List<Topic> present = topics.stream().filter(t -> existing.contains(t.name())).toList();
    refuseOtherPartitions(admin, present, monitorPartitions);
    List<NewTopic> definitions =
        missing.stream().map(t -> t.definition(monitorPartitions, replicas)).toList();
    try {
      admin.createTopics(definitions).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    return Set.copyOf(missing.stream().map(Topic::name).toList());
  }

  private static void refuseOtherPartitions(Admin admin, List<Topic> present, int monitorPartitions)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described =
        admin.describeTopics(present.stream().map(Topic::name).toList()).allTopicNames().get();
    for (Topic topic : present) {
      int wanted = topic.partitions().count(monitorPartitions);
      TopicDescription description = described.get(topic.name());
      if (description != null && description.partitions().size() != wanted) {
        throw new IllegalStateException(
            "Topic %s has %d partitions, %d are asked for; the number is fixed for life."
                .formatted(topic.name(), description.partitions().size(), wanted));
      }
    }
  }
}
