package io.iplive.notifier.postgres;

import io.iplive.notifier.routing.OutageJournal.Kept;
import io.iplive.notifier.routing.OutageJournal.Position;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Outage events that wait for a dead letter of their monitor. */
final class Backlog {

  private static final String KEEP =
      """
      insert into outage_backlog (monitor_id, partition, position, dead, value)
      values (:monitorId, :partition, :position, :dead, :value)
      on conflict (partition, position) do nothing
      """;

  private Backlog() {}

  static void keep(Handle handle, List<Kept> events) {
    PreparedBatch batch = handle.prepareBatch(KEEP);
    for (Kept event : events) {
      batch
          .bind("monitorId", event.monitorId())
          .bind("partition", event.at().partition())
          .bind("position", event.at().offset())
          .bind("dead", event.dead())
          .bind("value", bytes(event.value()))
          .add();
    }
    batch.execute();
  }

  static Set<Long> blocked(Handle handle, Set<Long> monitors) {
    return handle
        .createQuery(
            "select distinct monitor_id from outage_backlog where monitor_id = any(:monitors)")
        .bindArray("monitors", Long.class, List.copyOf(monitors))
        .mapTo(Long.class)
        .set();
  }

  static Set<Long> forgotten(Handle handle) {
    return handle
        .createQuery(
            "select monitor_id from outage_backlog group by monitor_id having not bool_or(dead)")
        .mapTo(Long.class)
        .set();
  }

  static List<Kept> dead(Handle handle) {
    return handle
        .createQuery("select * from outage_backlog where dead order by partition, position")
        .map((row, _) -> kept(row))
        .list();
  }

  static List<Kept> of(Handle handle, long monitorId) {
    return handle
        .createQuery(
            "select * from outage_backlog where monitor_id = :id order by partition, position")
        .bind("id", monitorId)
        .map((row, _) -> kept(row))
        .list();
  }

  static void remove(Handle handle, List<Position> done) {
    PreparedBatch batch =
        handle.prepareBatch(
            "delete from outage_backlog where partition = :partition and position = :position");
    done.forEach(at -> batch.bind("partition", at.partition()).bind("position", at.offset()).add());
    batch.execute();
  }

  static void die(Handle handle, Position at) {
    handle.execute(
        "update outage_backlog set dead = true where partition = ? and position = ?",
        at.partition(),
        at.offset());
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer value) {
    if (value == null) {
      return null;
    }
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  private static Kept kept(ResultSet row) throws SQLException {
    byte[] value = row.getBytes("value");
    return new Kept(
        new Position(row.getInt("partition"), row.getLong("position")),
        row.getLong("monitor_id"),
        row.getBoolean("dead"),
        value == null ? null : ByteBuffer.wrap(value));
  }
}
