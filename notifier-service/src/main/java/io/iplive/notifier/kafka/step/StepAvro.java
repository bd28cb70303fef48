package io.iplive.notifier.kafka.step;

import io.iplive.notifier.outbox.Step;
import io.iplive.notifier.outbox.Step.Receipt;
import io.iplive.notifier.silence.Reason;
import io.iplive.notifier.text.NoticeKind;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.NoticeEvent;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.notifier.DeliveryEventKind;
import io.iplive.schemas.notifier.SilenceReason;
import io.iplive.schemas.notifier.SmsReceipt;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Steps of deliveries as records of deliveries.v1. */
final class StepAvro {

  private final AvroSerde<DeliveryEvent> events;

  StepAvro(SchemaRegistry registry) {
    this.events = new AvroSerde<>(registry, DeliveryEvent.class);
  }

  ProducerRecord<byte[], byte[]> record(Step step) {
    String topic = Topics.DELIVERIES.name();
    byte[] key = Long.toString(step.monitorId()).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, events.encode(topic, event(step)));
  }

  static DeliveryEvent event(Step step) {
    Receipt sms = step.sms();
    return DeliveryEvent.newBuilder()
        .setEventId(step.eventId())
        .setKind(kind(step.kind()))
        .setDeliveryId(step.deliveryId().value())
        .setCauseId(step.causeId())
        .setNotice(notice(step.notice()))
        .setAccountId(step.accountId())
        .setContactId(step.contactId())
        .setAppId(step.appId())
        .setContactType(type(step))
        .setMonitorId(step.monitorId())
        .setTargetId(step.targetId())
        .setOutageId(step.outageId())
        .setOccurredAt(step.occurredAt())
        .setAttempts(step.last().attempts())
        .setLatencyMillis(step.last().latencyMillis())
        .setAnswerCode(step.last().answerCode())
        .setError(step.last().error())
        .setSms(sms == null ? null : receipt(sms))
        .setSilence(silence(step.silence()))
        .build();
  }

  private static DeliveryEventKind kind(Step.Kind kind) {
    return switch (kind) {
      case RECORDED -> DeliveryEventKind.RECORDED;
      case DELIVERED -> DeliveryEventKind.DELIVERED;
      case GIVEN_UP -> DeliveryEventKind.GIVEN_UP;
      case HELD -> DeliveryEventKind.HELD;
      case DROPPED -> DeliveryEventKind.DROPPED;
      case STATE_CHANGED -> DeliveryEventKind.STATE_CHANGED;
      case SILENCED -> DeliveryEventKind.SILENCED;
    };
  }

  private static @Nullable SilenceReason silence(@Nullable Reason reason) {
    return reason == null
        ? null
        : switch (reason) {
          case MAINTENANCE -> SilenceReason.MAINTENANCE;
          case PARENT -> SilenceReason.PARENT;
          case PENDING -> SilenceReason.UNKNOWN;
        };
  }

  private static NoticeEvent notice(@Nullable NoticeKind notice) {
    return notice == null
        ? NoticeEvent.UNKNOWN
        : switch (notice) {
          case OPENED -> NoticeEvent.OPENED;
          case CLOSED -> NoticeEvent.CLOSED;
          case REMINDER -> NoticeEvent.REMINDER;
          case BALANCE_LOW -> NoticeEvent.BALANCE_LOW;
          case BALANCE_ZERO -> NoticeEvent.BALANCE_ZERO;
        };
  }

  private static ContactType type(Step step) {
    return step.channel() == null
        ? ContactType.UNKNOWN
        : switch (step.channel()) {
          case HTTP -> ContactType.HTTP;
          case WEBHOOK -> ContactType.WEBHOOK;
          case SMS -> ContactType.SMS;
          case EMAIL -> ContactType.EMAIL;
          case TELEGRAM -> ContactType.TELEGRAM;
          case OTHER -> ContactType.UNKNOWN;
        };
  }

  private static SmsReceipt receipt(Receipt sms) {
    return SmsReceipt.newBuilder()
        .setSmsId(sms.smsId())
        .setPhone(sms.phone())
        .setText(sms.text())
        .setParts(sms.parts())
        .setCostMicros(sms.costMicros())
        .setState(sms.state())
        .setError(sms.error())
        .setSentAt(sms.sentAt())
        .build();
  }
}
