package io.iplive.notifier.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.RetryListener;

/** Says what is tried again, and why: at first each time, then ever more seldom. */
final class RetryLog implements RetryListener {

  private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);

  @Override
  public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception why, int attempt) {
    String place = "%s-%d at %d".formatted(record.topic(), record.partition(), record.offset());
    say(place, why, attempt);
  }

  @Override
  public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception why, int attempt) {
    say("%d records of %s".formatted(records.count(), records.partitions()), why, attempt);
  }

  private static void say(String what, @Nullable Exception why, int attempt) {
    if (why != null && Integer.bitCount(attempt) == 1) {
      LOG.warn(
          "{} is tried again after {} times: {}",
          what,
          attempt,
          NestedExceptionUtils.getMostSpecificCause(why).getMessage());
    }
  }
}
