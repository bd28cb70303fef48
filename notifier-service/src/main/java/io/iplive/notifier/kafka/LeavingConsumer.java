package io.iplive.notifier.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * One that leaves its group when it is closed, though it has a name in it: the others have its
 * partitions at once, and not when its session ends. A pod that is replaced never comes back.
 */
final class LeavingConsumer extends KafkaConsumer<byte[], byte[]> {

  LeavingConsumer(Map<String, Object> settings) {
    super(settings);
  }

  @Override
  public void close() {
    close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }
}
