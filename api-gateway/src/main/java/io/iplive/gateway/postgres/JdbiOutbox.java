package io.iplive.gateway.postgres;

import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.postgres.contact.ContactJson;
import io.iplive.gateway.postgres.maintenance.MaintenanceJson;
import io.iplive.gateway.postgres.task.TaskJson;
import io.iplive.gateway.recovery.Family;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/**
 * The outbox in PostgreSQL. The lead is an advisory lock of the lane's own connection, so the
 * server takes it away when that connection dies.
 */
public final class JdbiOutbox implements Outbox {

  private static final long LEAD = 0x69706c697665L;

  /** In place of a version: the stream leaves its topic. */
  private static final long FORGET = -1;

  private static final String FORGET_ENDED =
      """
      with ended as (
        select stream from journal
        where kind in ('monitor.stopped', 'task.deleted') and occurred_at < :before
          and not exists (select from forgotten where forgotten.stream = journal.stream)
        order by occurred_at limit :most),
      marked as (
        insert into forgotten select stream from ended on conflict do nothing returning stream)
      insert into outbox (stream, version) select stream, :forget from marked
      """;

  /**
   * Version 0 of a stream is its newest now: nothing older is published after it unless what is
   * newest follows. The epoch is that of the publishing, so that all that is sent after a restore
   * is newer than all before it.
   */
  private static final String NEXT =
      """
      select outbox.position, outbox.version as wanted, journal.stream, journal.version,
             (select epoch from epoch) as epoch, kind, occurred_at, payload
      from outbox join journal on journal.stream = outbox.stream
        and journal.version = coalesce(nullif(greatest(outbox.version, 0), 0),
          (select max(newest.version) from journal newest where newest.stream = outbox.stream))
      order by outbox.position limit :most
      """;

  private final Database database;
  private final DataSource connections;
  private final OutboxSignal signal;

  /**
   * The outbox.
   *
   * @param database for what anybody may ask
   * @param connections where a lane takes its own connection, not a pool
   */
  public JdbiOutbox(Database database, DataSource connections, OutboxSignal signal) {
    this.database = database;
    this.connections = connections;
    this.signal = signal;
  }

  @Override
  public long waiting() {
    return database.with(
        handle -> handle.createQuery("select count(*) from outbox").mapTo(Long.class).one());
  }

  @Override
  public int forget(Instant before, int most) {
    int ended =
        database.with(handle ->
            handle
                .createUpdate(FORGET_ENDED)
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .bind("most", most)
                .bind("forget", FORGET)
                .execute());
    if (ended > 0) {
      signal.raise();
    }
    return ended;
  }

  @Override
  public Lane open() {
    try {
      return new OwnConnection(connections.getConnection(), signal);
    } catch (SQLException e) {
      throw new JournalUnavailableException(e);
    }
  }

  private static final class OwnConnection implements Lane {

    private final Connection connection;
    private final Database database;
    private final OutboxSignal signal;
    private boolean leading;

    OwnConnection(Connection connection, OutboxSignal signal) {
      this.connection = connection;
      this.database = Database.over(connection);
      this.signal = signal;
    }

    @Override
    public boolean lead() {
      leading =
          leading
              || database.with(handle ->
                  handle
                      .createQuery("select pg_try_advisory_lock(:lead)")
                      .bind("lead", LEAD)
                      .mapTo(Boolean.class)
                      .one());
      return leading;
    }

    @Override
    public List<Waiting> next(int most) {
      return database.with(handle ->
          handle
              .createQuery(NEXT)
              .bind("most", most)
              .map((row, _) ->
                  new Waiting(
                      row.getLong("position"),
                      row.getLong("wanted") == FORGET ? forgotten(row) : recorded(row)))
              .list());
    }

    @Override
    public void published(List<Waiting> events) {
      List<Long> positions = events.stream().map(Waiting::position).toList();
      database.with(handle ->
          handle
              .createUpdate("delete from outbox where position = any(:positions)")
              .bindArray("positions", Long.class, positions)
              .execute());
    }

    @Override
    public void await(Duration most) throws InterruptedException {
      signal.await(most);
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new JournalUnavailableException(e);
      }
    }
  }

  private static Recorded forgotten(ResultSet row) throws SQLException {
    String id = row.getString("stream").substring(Family.MONITORS.prefix().length());
    return new Recorded.Forgotten(
        row.getInt("epoch"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        Long.parseLong(id));
  }

  static Recorded recorded(ResultSet row) throws SQLException {
    int epoch = row.getInt("epoch");
    Instant at = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
    long version = row.getLong("version");
    String kind = row.getString("kind");
    String payload = row.getString("payload");
    String stream = kind.substring(0, kind.indexOf('.') + 1);
    return switch (stream) {
      case AccountJson.PREFIX ->
          new Recorded.OfAccount(epoch, at, AccountJson.read(kind, version, payload));
      case ContactJson.PREFIX ->
          new Recorded.OfContact(epoch, at, ContactJson.read(kind, version, payload));
      case MaintenanceJson.PREFIX ->
          new Recorded.OfMaintenance(epoch, at, MaintenanceJson.read(kind, version, payload));
      case TaskJson.PREFIX -> new Recorded.OfTask(epoch, at, TaskJson.read(kind, version, payload));
      case NodeJson.PREFIX -> new Recorded.OfNode(epoch, at, NodeJson.read(kind, version, payload));
      case MonitorJson.PREFIX ->
          new Recorded.OfMonitor(epoch, at, MonitorJson.read(kind, version, payload));
      default -> throw new IllegalStateException("Nothing has events called " + kind);
    };
  }
}
