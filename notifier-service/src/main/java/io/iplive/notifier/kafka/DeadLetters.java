package io.iplive.notifier.kafka;

import io.iplive.notifier.kafka.outage.UnknownMonitorException;
import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Where records go that cannot be decoded or are invalid (ARCHITECTURE, decision 14). Everything
 * else that goes wrong is tried again for ever.
 */
public final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final String SERVICE = "notifier";
  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 5_000;
  private static final long UNKNOWN_PAUSE = 250;
  private static final BackOff AT_ONCE = new FixedBackOff(0, 0);

  private final DeadLetterPublishingRecoverer publisher;
  private final MeterRegistry meters;
  private final Map<String, String> letters;
  private final Duration patience;

  /**
   * Dead letters.
   *
   * @param patience how long an outage waits for its monitor to become known
   */
  public DeadLetters(
      KafkaOperations<byte[], byte[]> kafka, MeterRegistry meters, Duration patience) {
    this.meters = meters;
    this.patience = patience;
    this.letters =
        Stream.of(
                Topics.MONITORS,
                Topics.ACCOUNTS,
                Topics.CONTACTS,
                Topics.MAINTENANCES,
                Topics.ROUNDS,
                Topics.OUTAGES)
            .collect(
                Collectors.toMap(Topic::name, topic -> Topics.deadLetters(topic, SERVICE).name()));
    this.publisher =
        new DeadLetterPublishingRecoverer(
            kafka, (record, _) -> new TopicPartition(letters.get(record.topic()), 0));
    publisher.excludeHeader(HeadersToAdd.values());
    publisher.setHeadersFunction(DeadLetters::headers);
    letters.keySet().forEach(this::counter);
  }

  private static Headers headers(ConsumerRecord<?, ?> record, Exception why) {
    String error = String.valueOf(NestedExceptionUtils.getMostSpecificCause(why).getMessage());
    return new RecordHeaders(
        new DeadLetter(record.topic(), record.partition(), record.offset(), error).own());
  }

  /** Publishes a record, and returns once the broker has it. */
  void bury(ConsumerRecord<?, ?> record, Exception why) {
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
    return errorHandler(_ -> {});
  }

  /**
   * The error handler of a listener.
   *
   * @param before done with a dead letter first; when it fails the record is tried again
   */
  DefaultErrorHandler errorHandler(Consumer<ConsumerRecord<?, ?>> before) {
    ExponentialBackOff forEver = new ExponentialBackOff(FIRST_PAUSE, 2);
    forEver.setMaxInterval(LONGEST_PAUSE);
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (record, why) -> {
              before.accept(record);
              bury(record, why);
            },
            forEver);
    handler.setLogLevel(KafkaException.Level.WARN);
    handler.setRetryListeners(new RetryLog());
    handler.setBackOffFunction((_, e) -> backOff(e));
    return handler;
  }

  /** Null: the handler's own, for ever. */
  private @Nullable BackOff backOff(Exception e) {
    if (holds(e, SerializationException.class)) {
      return AT_ONCE;
    }
    return holds(e, UnknownMonitorException.class)
        ? new FixedBackOff(UNKNOWN_PAUSE, patience.toMillis() / UNKNOWN_PAUSE)
        : null;
  }

  private static boolean holds(@Nullable Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
