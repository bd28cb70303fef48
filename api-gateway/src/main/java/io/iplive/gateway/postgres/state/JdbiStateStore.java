package io.iplive.gateway.postgres.state;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.state.StateStore;
import io.iplive.gateway.state.Watched;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * States in PostgreSQL. Every replica holds all states in memory, so it is enough that one of them
 * writes: the first whose time has come, and only if it has read as far as is kept.
 */
public final class JdbiStateStore implements StateStore {

  private static final long ONE_WRITER = 0x6970737461746573L;
  private static final int ROWS = 5_000;

  private static final String FORGET =
      """
      delete from target_state
      where monitor_id = any(:monitors) and not target_id = any(:targets)
      """;

  private static final String KEEP =
      """
      insert into target_state (target_id, monitor_id, state)
      select target_id, monitor_id, cast(state as jsonb)
      from unnest(:targets, :monitors, :states) as given (target_id, monitor_id, state)
      on conflict (target_id) do update
      set monitor_id = excluded.monitor_id, state = excluded.state
      """;

  private static final String POSITION =
      """
      insert into target_state_position (partition, next_offset, saved_at)
      values (:partition, :offset, :at)
      on conflict (partition) do update
      set next_offset = excluded.next_offset, saved_at = excluded.saved_at
      """;

  private final Database database;

  /** The states. */
  public JdbiStateStore(Database database) {
    this.database = database;
  }

  private record Kept(int partition, long next, Instant savedAt) {}

  private record Row(TargetId target, long monitor, Watched watched) {}

  @Override
  public Snapshot load() {
    return database.with(handle ->
        handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, JdbiStateStore::loaded));
  }

  private static Snapshot loaded(Handle handle) {
    Map<Long, Map<TargetId, Watched>> monitors = new HashMap<>();
    try (var rows =
        handle
            .createQuery("select target_id, monitor_id, state from target_state")
            .setFetchSize(ROWS)
            .map((row, _) ->
                new Row(
                    new TargetId(row.getLong(1)), row.getLong(2), StateJson.read(row.getString(3))))
            .iterator()) {
      rows.forEachRemaining(row ->
          monitors
              .computeIfAbsent(row.monitor(), _ -> new HashMap<>())
              .put(row.target(), row.watched()));
    }
    return new Snapshot(monitors, positions(kept(handle)));
  }

  private static List<Kept> kept(Handle handle) {
    return handle
        .createQuery("select partition, next_offset, saved_at from target_state_position")
        .map((row, _) ->
            new Kept(
                row.getInt(1), row.getLong(2), row.getObject(3, OffsetDateTime.class).toInstant()))
        .list();
  }

  private static Map<Integer, Long> positions(List<Kept> kept) {
    Map<Integer, Long> positions = new HashMap<>();
    kept.forEach(each -> positions.put(each.partition(), each.next()));
    return positions;
  }

  @Override
  public Map<Integer, Long> save(
      Map<Long, Map<TargetId, Watched>> monitors,
      Map<Integer, Long> positions,
      Instant savedAt,
      Instant notSince) {
    return database.with(handle ->
        handle.inTransaction(tx -> {
          tx.createQuery("select pg_advisory_xact_lock(:key)::text")
              .bind("key", ONE_WRITER)
              .mapTo(String.class)
              .one();
          List<Kept> kept = kept(tx);
          boolean done = kept.stream().anyMatch(each -> each.savedAt().isAfter(notSince));
          boolean behind =
              kept.stream()
                  .anyMatch(each -> each.next() > positions.getOrDefault(each.partition(), 0L));
          if (done || behind) {
            return positions(kept);
          }
          write(tx, monitors);
          positions.forEach((partition, next) ->
              tx.createUpdate(POSITION)
                  .bind("partition", partition)
                  .bind("offset", next)
                  .bind("at", savedAt.atOffset(ZoneOffset.UTC))
                  .execute());
          return positions;
        }));
  }

  private static void write(Handle handle, Map<Long, Map<TargetId, Watched>> monitors) {
    List<Row> rows = new ArrayList<>();
    monitors.forEach((monitor, targets) ->
        targets.forEach((target, watched) -> rows.add(new Row(target, monitor, watched))));
    handle
        .createUpdate(FORGET)
        .bindArray("monitors", Long.class, List.copyOf(monitors.keySet()))
        .bindArray("targets", Long.class, rows.stream().map(row -> row.target().value()).toList())
        .execute();
    for (int from = 0; from < rows.size(); from += ROWS) {
      List<Row> part = rows.subList(from, Math.min(rows.size(), from + ROWS));
      handle
          .createUpdate(KEEP)
          .bindArray("targets", Long.class, part.stream().map(row -> row.target().value()).toList())
          .bindArray("monitors", Long.class, part.stream().map(Row::monitor).toList())
          .bindArray(
              "states",
              String.class,
              part.stream().map(row -> StateJson.write(row.watched())).toList())
          .execute();
    }
  }
}
