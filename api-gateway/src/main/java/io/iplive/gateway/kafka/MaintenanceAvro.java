package io.iplive.gateway.kafka;

import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.maintenance.Maintenance;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceAdded;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceDeleted;
import io.iplive.gateway.maintenance.Window;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceEventKind;
import io.iplive.schemas.gateway.MaintenanceState;
import io.iplive.schemas.gateway.Recurrence;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;

/** Events of maintenances as maintenances.v1 has them. */
final class MaintenanceAvro {

  private MaintenanceAvro() {}

  static MaintenanceEvent event(Recorded.OfMaintenance recorded) {
    Maintenance after = recorded.event().after();
    long id = after.id().value();
    return MaintenanceEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("maintenance", id, recorded.epoch(), after.version()))
        .setKind(
            switch (recorded.event()) {
              case MaintenanceAdded _ -> MaintenanceEventKind.ADDED;
              case MaintenanceDeleted _ -> MaintenanceEventKind.DELETED;
            })
        .setMaintenanceId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setChanged(
            switch (recorded.event()) {
              case MaintenanceAdded _ -> List.of();
              case MaintenanceDeleted _ -> List.of("state");
            })
        .setAfter(maintenance(after))
        .build();
  }

  /** What its owner calls it is not published. */
  private static io.iplive.schemas.gateway.Maintenance maintenance(Maintenance after) {
    Window window = after.window();
    var recurrence = window.recurrence();
    return io.iplive.schemas.gateway.Maintenance.newBuilder()
        .setMaintenanceId(after.id().value())
        .setAccountId(after.account().value())
        .setState(after.live() ? MaintenanceState.ACTIVE : MaintenanceState.DELETED)
        .setTargetIds(after.tasks().stream().map(TargetId::value).toList())
        .setStartsAt(window.startsAt())
        .setStartsLocal(window.first().toString())
        .setZone(window.zone().getId())
        .setDurationSeconds(window.length().toSeconds())
        .setRecurrence(
            switch (recurrence) {
              case io.iplive.gateway.maintenance.Recurrence.Once() -> Recurrence.NONE;
              case io.iplive.gateway.maintenance.Recurrence.Daily() -> Recurrence.DAILY;
              case io.iplive.gateway.maintenance.Recurrence.Weekly _ -> Recurrence.WEEKLY;
              case io.iplive.gateway.maintenance.Recurrence.Monthly() -> Recurrence.MONTHLY;
            })
        .setWeekdays(
            recurrence
                    instanceof io.iplive.gateway.maintenance.Recurrence.Weekly(Set<DayOfWeek> days)
                ? days.stream().map(DayOfWeek::getValue).sorted().toList()
                : List.of())
        .setDayOfMonth(
            recurrence instanceof io.iplive.gateway.maintenance.Recurrence.Monthly
                ? window.first().getDayOfMonth()
                : null)
        .build();
  }
}
