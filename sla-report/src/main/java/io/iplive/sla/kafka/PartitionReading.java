package io.iplive.sla.kafka;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.NoticeEvent;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.notifier.DeliveryEventKind;
import io.iplive.schemas.notifier.SmsReceipt;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.sla.history.Fact;
import io.iplive.sla.history.Notices;
import io.iplive.sla.history.PartitionHistory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records of one partition of the monitors' topics, to the history of one account. */
final class PartitionReading {

  private record Seen(long account, int epoch, long version) {}

  private final long account;
  private final Set<Long> monitors;
  private final PartitionHistory history;
  private final AvroSerde<MonitorEvent> definitions;
  private final AvroSerde<OutageEvent> outages;
  private final AvroSerde<DeliveryEvent> deliveries;
  private final AvroSerde<RoundEvent> rounds;
  private final AvroSerde<Rollup> rollups;
  private final Map<Long, Seen> seen = new HashMap<>();

  /**
   * To an empty history.
   *
   * @param monitors only these; empty: all of the account
   */
  PartitionReading(
      long account, Set<Long> monitors, PartitionHistory history, SchemaRegistry registry) {
    this.account = account;
    this.monitors = monitors;
    this.history = history;
    this.definitions = new AvroSerde<>(registry, MonitorEvent.class);
    this.outages = new AvroSerde<>(registry, OutageEvent.class);
    this.deliveries = new AvroSerde<>(registry, DeliveryEvent.class);
    this.rounds = new AvroSerde<>(registry, RoundEvent.class);
    this.rollups = new AvroSerde<>(registry, Rollup.class);
  }

  /** Whether a monitor's definitions were seen, and it is the account's. */
  boolean has(long monitor) {
    Seen known = seen.get(monitor);
    return known != null && known.account() == account;
  }

  void definition(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    MonitorEvent event = definitions.decode(record.topic(), record.value());
    Seen before = seen.get(event.getMonitorId());
    if (before != null && !isNewer(event, before)) {
      return;
    }
    seen.put(
        event.getMonitorId(),
        new Seen(event.getAfter().getAccountId(), event.getEpoch(), event.getVersion()));
    if (isWanted(event.getAfter().getAccountId(), event.getMonitorId())) {
      history.defined(
          HistoryAvro.definition(event.getAfter()),
          event.getOccurredAt().toEpochMilli(),
          before == null && event.getVersion() > 1);
    }
  }

  private static boolean isNewer(MonitorEvent event, Seen before) {
    return event.getEpoch() > before.epoch()
        || (event.getEpoch() == before.epoch() && event.getVersion() > before.version());
  }

  void outage(ConsumerRecord<byte[], byte[]> record) {
    if (!mayBeWanted(record)) {
      return;
    }
    OutageEvent event = outages.decode(record.topic(), record.value());
    if (!isWanted(event.getAccountId(), event.getMonitorId())) {
      return;
    }
    Instant closedAt = event.getClosedAt();
    if (event.getKind() == OutageEventKind.OPENED) {
      Integer code = event.getFailureCode();
      history.opened(
          event.getMonitorId(),
          event.getTargetId(),
          event.getOutageId(),
          event.getSince().toEpochMilli(),
          code == null ? 0 : code);
    } else if (event.getKind() == OutageEventKind.CLOSED && closedAt != null) {
      history.closed(
          event.getMonitorId(),
          event.getTargetId(),
          event.getOutageId(),
          closedAt.toEpochMilli(),
          HistoryAvro.end(event.getReason()));
    }
  }

  void delivery(ConsumerRecord<byte[], byte[]> record) {
    if (!mayBeWanted(record)) {
      return;
    }
    DeliveryEvent event = deliveries.decode(record.topic(), record.value());
    if (!isWanted(event.getAccountId(), event.getMonitorId())) {
      return;
    }
    Notices.Step step = step(event.getKind());
    if (isOfARound(event)) {
      if (step == Notices.Step.GIVEN_UP) {
        history.notices().roundGivenUp(event.getOccurredAt().toEpochMilli());
      }
    } else if (step != null) {
      Integer latency = event.getLatencyMillis();
      SmsReceipt sms = event.getSms();
      history
          .notices()
          .taken(
              channel(event),
              step,
              event.getOccurredAt().toEpochMilli(),
              latency == null ? -1 : latency,
              sms == null ? 0 : sms.getParts());
    }
  }

  /** A callback to an app. */
  private static boolean isOfARound(DeliveryEvent event) {
    return event.getAppId() != null && event.getNotice() == NoticeEvent.UNKNOWN;
  }

  private static String channel(DeliveryEvent event) {
    if (event.getContactType() == ContactType.UNKNOWN) {
      return event.getAppId() == null ? "contact" : "callback";
    }
    return event.getContactType().name().toLowerCase(Locale.ROOT);
  }

  private static Notices.@Nullable Step step(DeliveryEventKind kind) {
    return switch (kind) {
      case RECORDED -> Notices.Step.RECORDED;
      case DELIVERED -> Notices.Step.DELIVERED;
      case GIVEN_UP -> Notices.Step.GIVEN_UP;
      case DROPPED -> Notices.Step.DROPPED;
      case HELD, STATE_CHANGED, SILENCED, UNKNOWN -> null;
    };
  }

  void round(ConsumerRecord<byte[], byte[]> record) {
    if (!mayBeWanted(record)) {
      return;
    }
    RoundEvent event = rounds.decode(record.topic(), record.value());
    if (isWanted(owner(event), event.getMonitorId())) {
      HistoryAvro.fact(event, record.timestamp())
          .ifPresent((Fact fact) -> history.take(event.getMonitorId(), fact));
    }
  }

  private static long owner(RoundEvent event) {
    if (event.getClosed() != null) {
      return event.getClosed().getAccountId();
    }
    return event.getLifecycle() == null ? 0 : event.getLifecycle().getAccountId();
  }

  void rollup(ConsumerRecord<byte[], byte[]> record) {
    if (!mayBeWanted(record)) {
      return;
    }
    Rollup rollup = rollups.decode(record.topic(), record.value());
    if (isWanted(rollup.getAccountId(), rollup.getMonitorId())) {
      history.rolled(HistoryAvro.rolled(rollup));
    }
  }

  private boolean isWanted(long owner, long monitor) {
    return owner == account && (monitors.isEmpty() || monitors.contains(monitor));
  }

  /** By its key alone: most records are of other accounts. */
  private boolean mayBeWanted(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return false;
    }
    long monitor = number(record);
    Seen known = seen.get(monitor);
    return known == null
        ? monitors.isEmpty() || monitors.contains(monitor)
        : isWanted(known.account(), monitor);
  }

  private static long number(ConsumerRecord<byte[], byte[]> record) {
    long number = 0;
    for (byte digit : record.key()) {
      if (digit < '0' || digit > '9') {
        throw new SerializationException("its key is no id");
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }
}
