package io.iplive.sla.kafka;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Maintenance;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceState;
import io.iplive.sla.maintenance.Announced;
import io.iplive.sla.maintenance.Recurrence;
import io.iplive.sla.maintenance.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of maintenances.v1, to what an account announced. */
final class MaintenanceReading {

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceReading.class);

  private final long account;
  private final AvroSerde<MaintenanceEvent> events;
  private final Announced announced = new Announced();

  MaintenanceReading(long account, SchemaRegistry registry) {
    this.account = account;
    this.events = new AvroSerde<>(registry, MaintenanceEvent.class);
  }

  Announced announced() {
    return announced;
  }

  /** One that is no time of a maintenance announces nothing, as the notifier has it. */
  void event(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    MaintenanceEvent event = events.decode(Topics.MAINTENANCES.name(), record.value());
    Maintenance after = event.getAfter();
    if (after.getAccountId() != account) {
      return;
    }
    try {
      announced.taken(
          event.getMaintenanceId(),
          event.getEpoch(),
          event.getVersion(),
          event.getOccurredAt().toEpochMilli(),
          after.getState() == MaintenanceState.DELETED,
          after.getTargetIds(),
          window(after));
    } catch (DateTimeException | IllegalArgumentException e) {
      LOG.warn("Maintenance {} is left out: {}", event.getMaintenanceId(), e.getMessage());
    }
  }

  static Window window(Maintenance after) {
    Duration length = Duration.ofSeconds(after.getDurationSeconds());
    return switch (after.getRecurrence()) {
      case NONE -> new Window.Once(after.getStartsAt(), length);
      case DAILY -> repeated(after, length, new Recurrence.Daily());
      case WEEKLY ->
          repeated(
              after,
              length,
              new Recurrence.Weekly(
                  after.getWeekdays().stream().map(DayOfWeek::of).collect(Collectors.toSet())));
      case MONTHLY -> {
        Integer day = after.getDayOfMonth();
        if (day == null) {
          throw new IllegalArgumentException("a monthly one without a day");
        }
        yield repeated(after, length, new Recurrence.Monthly(day));
      }
      case UNKNOWN -> throw new IllegalArgumentException("it comes again in an unknown way");
    };
  }

  private static Window repeated(Maintenance after, Duration length, Recurrence recurrence) {
    return new Window.Repeated(
        LocalDateTime.parse(after.getStartsLocal()),
        ZoneId.of(after.getZone()),
        length,
        recurrence);
  }
}
