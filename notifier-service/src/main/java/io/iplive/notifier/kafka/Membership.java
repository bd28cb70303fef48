package io.iplive.notifier.kafka;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Whether a listener is a member of its group; a member may have no partitions. */
final class Membership implements ConsumerAwareRebalanceListener {

  private volatile boolean joined;

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    joined = true;
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    joined = false;
  }

  boolean joined() {
    return joined;
  }
}
