package io.iplive.verdict.kafka;

import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.SchemaRefusedException;
import io.iplive.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Poison goes to the dead-letter topic of its topic, in the same transaction, and the stream goes
 * on. Anything else stops the thread: it is not the record's fault.
 */
public final class DeadLetters implements ProcessingExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final String SERVICE = "verdict";
  private static final String METERS = "iplive.meters";

  @SuppressWarnings("NullAway.Init") // Kafka makes it, then configures it.
  private VerdictMeters meters;

  /** Settings that Streams hands on to this handler. */
  public static Map<String, Object> settings(VerdictMeters meters) {
    return Map.of(METERS, meters);
  }

  @Override
  public void configure(Map<String, ?> settings) {
    meters = (VerdictMeters) Objects.requireNonNull(settings.get(METERS), METERS);
  }

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception error) {
    if (!isPoison(error)) {
      return Response.fail();
    }
    String topic = context.topic();
    LOG.atWarn()
        .addKeyValue("topic", topic)
        .addKeyValue(Topics.keyName(topic), DeadLetter.keyText(context.sourceRawKey()))
        .log(
            "Dead letter: {}-{} at offset {}: {}",
            topic,
            context.partition(),
            context.offset(),
            error.getMessage());
    meters.deadLetter(topic);
    DeadLetter letter =
        new DeadLetter(
            topic, context.partition(), context.offset(), String.valueOf(error.getMessage()));
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                deadLettersOf(topic),
                null,
                context.timestamp(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                letter.headers(context.headers()))));
  }

  private static boolean isPoison(Exception error) {
    return error instanceof PoisonException
        || (error instanceof SerializationException && !(error instanceof SchemaRefusedException));
  }

  private static String deadLettersOf(String topic) {
    return topic.equals(Topics.SCHEDULE.name())
        ? Topics.deadLetters(Topics.SCHEDULE, SERVICE).name()
        : Topics.deadLetters(Topics.PROBE_RESULTS, SERVICE).name();
  }
}
