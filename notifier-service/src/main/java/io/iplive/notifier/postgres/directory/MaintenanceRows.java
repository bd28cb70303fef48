package io.iplive.notifier.postgres.directory;

import io.iplive.notifier.directory.Maintenance;
import io.iplive.notifier.maintenance.Recurrence;
import io.iplive.notifier.maintenance.Span;
import io.iplive.notifier.maintenance.Window;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Maintenances as rows of their table, and back. */
final class MaintenanceRows {

  private static final String SAVE =
      """
      insert into maintenance (maintenance_id, epoch, version, active, target_ids, starts_at,
                               first_local, zone, length_seconds, recurrence, days)
      values (:id, :epoch, :version, :active, :targets, :startsAt, :firstLocal, :zone, :length,
              :recurrence, :days)
      on conflict (maintenance_id) do update
      set epoch = excluded.epoch, version = excluded.version, active = excluded.active,
          target_ids = excluded.target_ids, starts_at = excluded.starts_at,
          first_local = excluded.first_local, zone = excluded.zone,
          length_seconds = excluded.length_seconds, recurrence = excluded.recurrence,
          days = excluded.days
      where (maintenance.epoch, maintenance.version) < (excluded.epoch, excluded.version)
      """;

  private static final String OF =
      """
      select wanted.target_id, m.*
      from maintenance m join unnest(:targets::bigint[]) as wanted (target_id)
        on wanted.target_id = any(m.target_ids)
      where m.active and m.target_ids && :targets::bigint[]
      """;

  private MaintenanceRows() {}

  static void save(Handle handle, Maintenance maintenance) {
    Update update =
        handle
            .createUpdate(SAVE)
            .bind("id", maintenance.maintenanceId())
            .bind("epoch", maintenance.version().epoch())
            .bind("version", maintenance.version().version())
            .bind("active", maintenance.active())
            .bindArray("targets", Long.class, maintenance.targetIds());
    switch (maintenance.window()) {
      case Window.Once(Span span) ->
          update
              .bind("startsAt", span.start().atOffset(ZoneOffset.UTC))
              .bind("firstLocal", (String) null)
              .bind("zone", (String) null)
              .bind("length", Duration.between(span.start(), span.end()).toSeconds())
              .bind("recurrence", "ONCE")
              .bind("days", (Integer[]) null);
      case Window.Repeated repeated ->
          update
              .bind("startsAt", (OffsetDateTime) null)
              .bind("firstLocal", repeated.first().toString())
              .bind("zone", repeated.zone().getId())
              .bind("length", repeated.length().toSeconds())
              .bind("recurrence", name(repeated.recurrence()))
              .bind("days", days(repeated.recurrence()));
    }
    update.execute();
  }

  private static String name(Recurrence recurrence) {
    return switch (recurrence) {
      case Recurrence.Daily() -> "DAILY";
      case Recurrence.Weekly _ -> "WEEKLY";
      case Recurrence.Monthly _ -> "MONTHLY";
    };
  }

  private static Integer @Nullable [] days(Recurrence recurrence) {
    return switch (recurrence) {
      case Recurrence.Daily() -> null;
      case Recurrence.Weekly(var days) ->
          days.stream().map(DayOfWeek::getValue).sorted().toArray(Integer[]::new);
      case Recurrence.Monthly(int day) -> new Integer[] {day};
    };
  }

  private record Of(long target, Window window) {}

  static Map<Long, List<Window>> windows(Handle handle, Collection<Long> targets) {
    Map<Long, List<Window>> windows = new HashMap<>();
    handle
        .createQuery(OF)
        .bindArray("targets", Long.class, List.copyOf(targets))
        .map((row, _) -> new Of(row.getLong("target_id"), window(row)))
        .forEach(found ->
            windows.computeIfAbsent(found.target(), _ -> new ArrayList<>()).add(found.window()));
    return windows;
  }

  private static Window window(ResultSet row) throws SQLException {
    Duration length = Duration.ofSeconds(row.getLong("length_seconds"));
    OffsetDateTime start = row.getObject("starts_at", OffsetDateTime.class);
    return start == null
        ? new Window.Repeated(
            LocalDateTime.parse(row.getString("first_local")),
            ZoneId.of(row.getString("zone")),
            length,
            recurrence(row))
        : new Window.Once(new Span(start.toInstant(), start.toInstant().plus(length)));
  }

  private static Recurrence recurrence(ResultSet row) throws SQLException {
    Array days = row.getArray("days");
    List<Integer> numbers = days == null ? List.of() : Arrays.asList((Integer[]) days.getArray());
    String name = row.getString("recurrence");
    return switch (name) {
      case "DAILY" -> new Recurrence.Daily();
      case "WEEKLY" ->
          new Recurrence.Weekly(
              numbers.stream().map(DayOfWeek::of).collect(Collectors.toUnmodifiableSet()));
      case "MONTHLY" -> new Recurrence.Monthly(numbers.getFirst());
      default -> throw new IllegalStateException("No recurrence is called " + name);
    };
  }
}
