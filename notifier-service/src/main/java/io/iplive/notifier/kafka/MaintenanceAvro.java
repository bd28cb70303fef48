package io.iplive.notifier.kafka;

import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.DirectoryChange.MaintenanceChanged;
import io.iplive.notifier.directory.Maintenance;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.maintenance.Recurrence;
import io.iplive.notifier.maintenance.Span;
import io.iplive.notifier.maintenance.Window;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceState;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.SerializationException;

/** Events of maintenances.v1 as changes of the directory. */
final class MaintenanceAvro {

  private MaintenanceAvro() {}

  /**
   * The change.
   *
   * @throws SerializationException when it is no time of a maintenance: poison
   */
  static DirectoryChange change(MaintenanceEvent event) {
    io.iplive.schemas.gateway.Maintenance after = event.getAfter();
    try {
      return new MaintenanceChanged(
          new Maintenance(
              event.getMaintenanceId(),
              new Version(event.getEpoch(), event.getVersion()),
              after.getState() != MaintenanceState.DELETED,
              after.getTargetIds(),
              window(after)));
    } catch (DateTimeException e) {
      throw new SerializationException("No time of a maintenance: " + e.getMessage(), e);
    }
  }

  private static Window window(io.iplive.schemas.gateway.Maintenance after) {
    Duration length = Duration.ofSeconds(after.getDurationSeconds());
    return switch (after.getRecurrence()) {
      case NONE -> new Window.Once(new Span(after.getStartsAt(), after.getStartsAt().plus(length)));
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
          throw new SerializationException("A monthly maintenance without a day");
        }
        yield repeated(after, length, new Recurrence.Monthly(day));
      }
      case UNKNOWN ->
          throw new SerializationException("A maintenance that comes again in an unknown way");
    };
  }

  private static Window repeated(
      io.iplive.schemas.gateway.Maintenance after, Duration length, Recurrence recurrence) {
    return new Window.Repeated(
        LocalDateTime.parse(after.getStartsLocal()),
        ZoneId.of(after.getZone()),
        length,
        recurrence);
  }
}
