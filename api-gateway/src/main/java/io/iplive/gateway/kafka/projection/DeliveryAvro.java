package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.history.DeliveryFact;
import io.iplive.gateway.history.DeliveryFact.Outcome;
import io.iplive.gateway.history.DeliveryFact.Silence;
import io.iplive.gateway.history.DeliveryFact.Silenced;
import io.iplive.gateway.history.DeliveryFact.Sms;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.NoticeEvent;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.notifier.DeliveryEventKind;
import io.iplive.schemas.notifier.SilenceReason;
import io.iplive.schemas.notifier.SmsReceipt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records of deliveries.v1. */
public final class DeliveryAvro implements RecordReader<DeliveryFact> {

  private final AvroSerde<DeliveryEvent> events;

  /** Decodes with the schemas of {@code registry}. */
  public DeliveryAvro(SchemaRegistry registry) {
    this.events = new AvroSerde<>(registry, DeliveryEvent.class);
  }

  @Override
  public Topic topic() {
    return Topics.DELIVERIES;
  }

  @Override
  public DeliveryFact read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new SerializationException("A delivery without a value");
    }
    DeliveryEvent event = events.decode(record.topic(), record.value());
    return new DeliveryFact(
        event.getAccountId(),
        event.getContactId(),
        event.getTargetId(),
        event.getOccurredAt(),
        switch (event.getKind()) {
          case DELIVERED -> Outcome.DELIVERED;
          case GIVEN_UP -> Outcome.GIVEN_UP;
          case RECORDED, HELD, DROPPED, STATE_CHANGED, SILENCED, UNKNOWN -> Outcome.OTHER;
        },
        Texts.storable(why(event)),
        sms(event.getSms()),
        silenced(event),
        event.getKind() == DeliveryEventKind.RECORDED && event.getNotice() == NoticeEvent.OPENED
            ? event.getOutageId()
            : null);
  }

  /** Of an HTTP answer the status says it. */
  private static @Nullable String why(DeliveryEvent event) {
    Integer status = event.getAnswerCode();
    return event.getError() == null && status != null ? "HTTP " + status : event.getError();
  }

  private static @Nullable Silenced silenced(DeliveryEvent event) {
    Long outage = event.getOutageId();
    SilenceReason reason = event.getSilence();
    if (outage == null || reason == null) {
      return null;
    }
    return switch (reason) {
      case MAINTENANCE -> new Silenced(outage, Silence.MAINTENANCE);
      case PARENT -> new Silenced(outage, Silence.PARENT);
      case UNKNOWN -> null;
    };
  }

  private static @Nullable Sms sms(@Nullable SmsReceipt receipt) {
    return receipt == null
        ? null
        : new Sms(
            receipt.getSmsId(),
            receipt.getPhone(),
            Texts.required(receipt.getText()),
            receipt.getParts(),
            receipt.getState(),
            receipt.getError(),
            receipt.getSentAt());
  }
}
