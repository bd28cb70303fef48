package io.iplive.notifier.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iplive.notifier.directory.DirectoryChange.MaintenanceChanged;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.maintenance.Recurrence.Daily;
import io.iplive.notifier.maintenance.Recurrence.Monthly;
import io.iplive.notifier.maintenance.Recurrence.Weekly;
import io.iplive.notifier.maintenance.Span;
import io.iplive.notifier.maintenance.Window;
import io.iplive.schemas.gateway.Maintenance;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceEventKind;
import io.iplive.schemas.gateway.MaintenanceState;
import io.iplive.schemas.gateway.Recurrence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class MaintenanceAvroTest {

  private static final Instant START = Instant.parse("2026-11-29T01:30:00Z");

  @Test
  void everyRecurrenceIsReadAsItIsMeant() {
    assertThat(window(maintenance(Recurrence.NONE)))
        .isEqualTo(new Window.Once(new Span(START, START.plusSeconds(7_200))));
    assertThat(window(maintenance(Recurrence.DAILY))).isEqualTo(repeated(new Daily()));
    assertThat(window(maintenance(Recurrence.WEEKLY).setWeekdays(List.of(6, 7))))
        .isEqualTo(repeated(new Weekly(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))));
    assertThat(window(maintenance(Recurrence.MONTHLY).setDayOfMonth(31)))
        .isEqualTo(repeated(new Monthly(31)));
  }

  @Test
  void aDeletedOneIsNotActive() {
    MaintenanceChanged changed =
        change(maintenance(Recurrence.NONE).setState(MaintenanceState.DELETED));
    assertThat(changed.maintenance().active()).isFalse();
    assertThat(changed.maintenance().version()).isEqualTo(new Version(2, 5));
    assertThat(changed.maintenance().targetIds()).containsExactly(18L, 19L);
  }

  @Test
  void whatIsNoTimeIsPoison() {
    for (Maintenance.Builder bad :
        List.of(
            maintenance(Recurrence.UNKNOWN),
            maintenance(Recurrence.MONTHLY),
            maintenance(Recurrence.WEEKLY).setWeekdays(List.of(8)),
            maintenance(Recurrence.DAILY).setZone("Mars/Olympus"),
            maintenance(Recurrence.DAILY).setStartsLocal("yesterday"))) {
      assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> change(bad));
    }
  }

  private static Window repeated(io.iplive.notifier.maintenance.Recurrence recurrence) {
    return new Window.Repeated(
        LocalDateTime.parse("2026-11-29T02:30"),
        ZoneId.of("Europe/Berlin"),
        Duration.ofHours(2),
        recurrence);
  }

  private static Window window(Maintenance.Builder maintenance) {
    return change(maintenance).maintenance().window();
  }

  private static MaintenanceChanged change(Maintenance.Builder maintenance) {
    return (MaintenanceChanged)
        MaintenanceAvro.change(
            new MaintenanceEvent(
                "maintenance-7/2/5",
                MaintenanceEventKind.ADDED,
                7L,
                2,
                5L,
                START,
                List.of(),
                maintenance.build()));
  }

  private static Maintenance.Builder maintenance(Recurrence recurrence) {
    return Maintenance.newBuilder()
        .setMaintenanceId(7)
        .setAccountId(1)
        .setState(MaintenanceState.ACTIVE)
        .setTargetIds(List.of(18L, 19L))
        .setStartsAt(START)
        .setStartsLocal("2026-11-29T02:30")
        .setZone("Europe/Berlin")
        .setDurationSeconds(7_200)
        .setRecurrence(recurrence);
  }
}
