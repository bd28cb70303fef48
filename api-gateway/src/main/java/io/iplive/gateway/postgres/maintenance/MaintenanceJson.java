package io.iplive.gateway.postgres.maintenance;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.maintenance.Maintenance;
import io.iplive.gateway.maintenance.MaintenanceEvent;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceAdded;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceDeleted;
import io.iplive.gateway.maintenance.MaintenanceId;
import io.iplive.gateway.maintenance.Recurrence;
import io.iplive.gateway.maintenance.Window;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Payload;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events of maintenances in the journal. */
public final class MaintenanceJson {

  /** What every kind begins with. */
  public static final String PREFIX = "maintenance.";

  private static final String ADDED = PREFIX + "added";
  private static final String DELETED = PREFIX + "deleted";

  private MaintenanceJson() {}

  private record Stored(Whole after) {}

  private record Whole(
      long maintenanceId,
      long accountId,
      boolean live,
      @Nullable String name,
      List<Long> tasks,
      long startsAt,
      String first,
      String zone,
      long minutes,
      String recurrence,
      @Nullable List<Integer> weekdays) {}

  static String kind(MaintenanceEvent event) {
    return switch (event) {
      case MaintenanceAdded _ -> ADDED;
      case MaintenanceDeleted _ -> DELETED;
    };
  }

  static String write(MaintenanceEvent event) {
    Maintenance after = event.after();
    Window window = after.window();
    return Payload.write(
        new Stored(
            new Whole(
                after.id().value(),
                after.account().value(),
                after.live(),
                after.name(),
                after.tasks().stream().map(TargetId::value).toList(),
                window.startsAt().toEpochMilli(),
                window.first().toString(),
                window.zone().getId(),
                window.length().toMinutes(),
                name(window.recurrence()),
                window.recurrence() instanceof Recurrence.Weekly(Set<DayOfWeek> days)
                    ? days.stream().map(DayOfWeek::getValue).sorted().toList()
                    : null)));
  }

  private static String name(Recurrence recurrence) {
    return switch (recurrence) {
      case Recurrence.Once() -> "ONCE";
      case Recurrence.Daily() -> "DAILY";
      case Recurrence.Weekly _ -> "WEEKLY";
      case Recurrence.Monthly() -> "MONTHLY";
    };
  }

  /** The event of a row. */
  public static MaintenanceEvent read(String kind, long version, String payload) {
    Maintenance after = maintenance(Payload.read(payload, Stored.class).after(), version);
    return switch (kind) {
      case ADDED -> new MaintenanceAdded(after);
      case DELETED -> new MaintenanceDeleted(after);
      default -> throw new IllegalStateException("No event of a maintenance is called " + kind);
    };
  }

  /** A definition of the read model: the payload's {@code after}. */
  static Maintenance readDefinition(long version, String json) {
    return maintenance(Payload.read(json, Whole.class), version);
  }

  private static Maintenance maintenance(Whole stored, long version) {
    return new Maintenance(
        new MaintenanceId(stored.maintenanceId()),
        version,
        new AccountId(stored.accountId()),
        stored.live(),
        stored.name(),
        stored.tasks().stream().map(TargetId::new).toList(),
        new Window(
            Instant.ofEpochMilli(stored.startsAt()),
            LocalDateTime.parse(stored.first()),
            ZoneId.of(stored.zone()),
            Duration.ofMinutes(stored.minutes()),
            recurrence(stored)));
  }

  private static Recurrence recurrence(Whole stored) {
    List<Integer> days = stored.weekdays() == null ? List.of() : stored.weekdays();
    return switch (stored.recurrence()) {
      case "ONCE" -> new Recurrence.Once();
      case "DAILY" -> new Recurrence.Daily();
      case "WEEKLY" ->
          new Recurrence.Weekly(
              days.stream().map(DayOfWeek::of).collect(Collectors.toUnmodifiableSet()));
      case "MONTHLY" -> new Recurrence.Monthly();
      default -> throw new IllegalStateException("No recurrence is " + stored.recurrence());
    };
  }
}
