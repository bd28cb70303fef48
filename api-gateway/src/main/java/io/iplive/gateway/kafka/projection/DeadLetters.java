package io.iplive.gateway.kafka.projection;

import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Where records go that cannot be decoded or are invalid (ARCHITECTURE, decision 14). Everything
 * else that goes wrong is tried again for ever.
 */
public final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final String SERVICE = "gateway";
  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 5_000;

  private final DeadLetterPublishingRecoverer publisher;
  private final MeterRegistry meters;

  /** Publishes by {@code kafka}. */
  public DeadLetters(KafkaOperations<byte[], byte[]> kafka, MeterRegistry meters) {
    this.meters = meters;
    this.publisher =
        new DeadLetterPublishingRecoverer(
            kafka, (record, _) -> new TopicPartition(letters(record.topic()), 0));
    publisher.excludeHeader(HeadersToAdd.values());
    publisher.setHeadersFunction(DeadLetters::headers);
    Stream.of(Topics.OUTAGES, Topics.ROLLUPS, Topics.USAGE, Topics.DELIVERIES)
        .forEach(topic -> counter(topic.name()));
  }

  private static String letters(String topic) {
    return Topics.standing().stream()
        .filter(one -> one.name().equals(topic))
        .map(one -> Topics.deadLetters(one, SERVICE).name())
        .findFirst()
        .orElseThrow();
  }

  private static Headers headers(ConsumerRecord<?, ?> record, Exception why) {
    String error = String.valueOf(NestedExceptionUtils.getMostSpecificCause(why).getMessage());
    return new RecordHeaders(
        new DeadLetter(record.topic(), record.partition(), record.offset(), error).own());
  }

  private void bury(ConsumerRecord<?, ?> record, Exception why) {
    publisher.accept(record, null, why);
    counter(record.topic()).increment();
    LOG.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue(Topics.keyName(record.topic()), DeadLetter.keyText(record.key()))
        .log(
            "{}-{} at {} is a dead letter: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            NestedExceptionUtils.getMostSpecificCause(why).getMessage());
  }

  private Counter counter(String topic) {
    return meters.counter("iplive.deadletters", "topic", topic);
  }

  /** The error handler of a listener. */
  DefaultErrorHandler errorHandler() {
    ExponentialBackOff forEver = new ExponentialBackOff(FIRST_PAUSE, 2);
    forEver.setMaxInterval(LONGEST_PAUSE);
    DefaultErrorHandler handler = new DefaultErrorHandler(this::bury, forEver);
    handler.setLogLevel(KafkaException.Level.WARN);
    handler.setRetryListeners(new Complaints());
    handler.setBackOffFunction((_, e) -> holdsPoison(e) ? new FixedBackOff(0, 0) : null);
    return handler;
  }

  /** Retries say nothing by themselves. */
  private static final class Complaints implements RetryListener {

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception why, int attempt) {
      complain(record.topic(), why);
    }

    @Override
    public void failedDelivery(
        ConsumerRecords<?, ?> records, @Nullable Exception why, int attempt) {
      complain(records.partitions().iterator().next().topic(), why);
    }

    private static void complain(String topic, @Nullable Exception why) {
      if (why != null && !holdsPoison(why)) {
        LOG.warn("{} is not projected now, and tried again", topic, why);
      }
    }
  }

  /** Only poison is told by its place in the batch. */
  private static boolean holdsPoison(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BatchListenerFailedException) {
        return true;
      }
    }
    return false;
  }
}
