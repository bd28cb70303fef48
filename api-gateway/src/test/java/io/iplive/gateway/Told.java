package io.iplive.gateway;

import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.NoticeEvent;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.notifier.DeliveryEventKind;
import io.iplive.schemas.notifier.SilenceReason;
import io.iplive.schemas.notifier.SmsReceipt;
import io.iplive.schemas.prober.Evidence;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.ResponseSketch;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.UsageCounted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What verdict and notifier tell the gateway, for tests. */
final class Told implements AutoCloseable {

  private final HttpSchemaRegistry registry;
  private final Producer<byte[], byte[]> producer;

  Told(RunningGateway gateway) {
    registry = new HttpSchemaRegistry(gateway.registry.url());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", gateway.broker.getBrokersAsString(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  RecordMetadata opened(long account, long target, Instant since, @Nullable Integer status) {
    return send(Topics.OUTAGES, target, outage(account, target, since, status, null, null));
  }

  /** With what was seen. */
  RecordMetadata seen(long account, long target, Instant since, Evidence evidence) {
    OutageEvent event = outage(account, target, since, 500, null, null);
    event.setFailureCode(2040);
    event.setFailureText("The HTTP status code is 500, expected is 2xx");
    event.setEvidence(evidence);
    return send(Topics.OUTAGES, target, event);
  }

  RecordMetadata closed(
      long account,
      long target,
      Instant since,
      @Nullable Integer status,
      Instant at,
      CloseReason reason) {
    return send(Topics.OUTAGES, target, outage(account, target, since, status, at, reason));
  }

  /** Of one target a second is one outage. */
  static long outageId(long target, Instant since) {
    return target * 10_000_000_000L + since.getEpochSecond();
  }

  private static OutageEvent outage(
      long account,
      long target,
      Instant since,
      @Nullable Integer status,
      @Nullable Instant closedAt,
      @Nullable CloseReason reason) {
    OutageEventKind kind = closedAt == null ? OutageEventKind.OPENED : OutageEventKind.CLOSED;
    long id = outageId(target, since);
    return OutageEvent.newBuilder()
        .setEventId(id + "-" + kind)
        .setKind(kind)
        .setOutageId(id)
        .setMonitorId(target)
        .setTargetId(target)
        .setRecordId(target)
        .setAccountId(account)
        .setDefinitionVersion(1)
        .setSince(since)
        .setDecidedRoundAt(since)
        .setClosedAt(closedAt)
        .setReason(reason)
        .setStatusCode(status)
        .build();
  }

  RecordMetadata hour(
      long account, long target, Instant hour, Times times, int checks, List<Long> buckets) {
    long count = buckets.stream().mapToLong(Long::longValue).sum();
    return send(
        Topics.ROLLUPS,
        target,
        Rollup.newBuilder()
            .setMonitorId(target)
            .setTargetId(target)
            .setRecordId(target)
            .setAccountId(account)
            .setHour(hour)
            .setThrough(hour.plusSeconds(3_600))
            .setComplete(true)
            .setUpMillis(times.up())
            .setDownMillis(times.down())
            .setInconclusiveMillis(times.inconclusive())
            .setUnmonitoredMillis(times.unmonitored())
            .setPausedMillis(times.paused())
            .setChecks(checks)
            .setChecksDown(0)
            .setOutagesOpened(0)
            .setResponse(new ResponseSketch(count, 183 * count, buckets))
            .build());
  }

  RecordMetadata usage(long account, Instant window, int partition, long checks) {
    return send(
        Topics.USAGE,
        account,
        new UsageCounted(
            "%d:%d:%d".formatted(account, window.getEpochSecond(), partition),
            account,
            window,
            10,
            partition,
            checks));
  }

  RecordMetadata sms(
      long account, long contact, long target, long smsId, int parts, @Nullable Integer state) {
    Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    return sms(account, contact, target, smsId, parts, state, now);
  }

  /** One of one part, accepted then. */
  RecordMetadata sent(long account, long target, long smsId, Instant at) {
    return sms(account, 1, target, smsId, 1, null, at);
  }

  private RecordMetadata sms(
      long account,
      long contact,
      long target,
      long smsId,
      int parts,
      @Nullable Integer state,
      Instant now) {
    return send(
        Topics.DELIVERIES,
        target,
        DeliveryEvent.newBuilder()
            .setEventId("sms-%d-%s".formatted(smsId, state))
            .setKind(state == null ? DeliveryEventKind.DELIVERED : DeliveryEventKind.STATE_CHANGED)
            .setDeliveryId("delivery-" + smsId)
            .setCauseId("cause-" + smsId)
            .setNotice(NoticeEvent.OPENED)
            .setAccountId(account)
            .setContactId(contact)
            .setContactType(ContactType.SMS)
            .setMonitorId(target)
            .setTargetId(target)
            .setOccurredAt(now)
            .setAttempts(1)
            .setSms(
                SmsReceipt.newBuilder()
                    .setSmsId(smsId)
                    .setPhone("+79990000000")
                    .setText("Сайт недоступен")
                    .setParts(parts)
                    .setCostMicros(300_000)
                    .setState(state)
                    .setSentAt(now)
                    .build())
            .build());
  }

  RecordMetadata givenUp(long account, long contact, long target, String error) {
    return givenUp(account, contact, target, error, null);
  }

  /** Given up, and its status says why. */
  RecordMetadata answered(long account, long contact, long target, int status) {
    return givenUp(account, contact, target, null, status);
  }

  private RecordMetadata givenUp(
      long account, long contact, long target, @Nullable String error, @Nullable Integer status) {
    return send(
        Topics.DELIVERIES,
        target,
        DeliveryEvent.newBuilder()
            .setEventId("given-up-" + contact + "-" + target)
            .setKind(DeliveryEventKind.GIVEN_UP)
            .setDeliveryId("delivery-" + contact + "-" + target)
            .setCauseId("cause")
            .setNotice(NoticeEvent.OPENED)
            .setAccountId(account)
            .setContactId(contact)
            .setContactType(ContactType.HTTP)
            .setMonitorId(target)
            .setTargetId(target)
            .setOccurredAt(Instant.now())
            .setAttempts(2)
            .setAnswerCode(status)
            .setError(error)
            .build());
  }

  RecordMetadata silenced(long account, long target, Instant since, SilenceReason reason) {
    long outage = outageId(target, since);
    return send(
        Topics.DELIVERIES,
        target,
        DeliveryEvent.newBuilder()
            .setEventId("silenced-%d-%s".formatted(outage, reason))
            .setKind(DeliveryEventKind.SILENCED)
            .setDeliveryId("delivery-" + outage)
            .setCauseId(outage + "-OPENED")
            .setNotice(NoticeEvent.OPENED)
            .setAccountId(account)
            .setContactType(ContactType.UNKNOWN)
            .setMonitorId(target)
            .setTargetId(target)
            .setOutageId(outage)
            .setOccurredAt(Instant.now())
            .setAttempts(0)
            .setSilence(reason)
            .build());
  }

  RecordMetadata recorded(long account, long contact, long target, Instant since, Instant at) {
    long outage = outageId(target, since);
    return send(
        Topics.DELIVERIES,
        target,
        DeliveryEvent.newBuilder()
            .setEventId("recorded-" + outage)
            .setKind(DeliveryEventKind.RECORDED)
            .setDeliveryId("delivery-" + outage)
            .setCauseId(outage + "-OPENED")
            .setNotice(NoticeEvent.OPENED)
            .setAccountId(account)
            .setContactId(contact)
            .setContactType(ContactType.HTTP)
            .setMonitorId(target)
            .setTargetId(target)
            .setOutageId(outage)
            .setOccurredAt(at)
            .setAttempts(0)
            .build());
  }

  RecordMetadata garbage(Topic topic, int partition) {
    byte[] bytes = "no avro".getBytes(StandardCharsets.UTF_8);
    return sent(new ProducerRecord<>(topic.name(), partition, bytes, bytes));
  }

  private <T extends SpecificRecord> RecordMetadata send(Topic topic, long key, T value) {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) value.getClass();
    try (AvroSerde<T> serde = new AvroSerde<>(registry, type)) {
      return sent(
          new ProducerRecord<>(
              topic.name(),
              Long.toString(key).getBytes(StandardCharsets.UTF_8),
              serde.encode(topic.name(), value)));
    }
  }

  private RecordMetadata sent(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
