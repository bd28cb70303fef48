package io.iplive.notifier.postgres;

import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.outbox.Outbox;
import io.iplive.notifier.outbox.Step;
import io.iplive.notifier.outbox.Step.Kind;
import io.iplive.notifier.outbox.Step.Last;
import io.iplive.notifier.outbox.Step.Receipt;
import io.iplive.notifier.silence.Reason;
import io.iplive.notifier.text.NoticeKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The outbox in PostgreSQL. The lead is an advisory lock of the lane's own connection, so the
 * server takes it away when that connection dies.
 */
public final class JdbiOutbox implements Outbox {

  private static final long LEAD = 0x64656C6976L;

  private static final String NEXT =
      """
      select o.position, i.name as installation, o.kind, o.occurred_at, o.attempts,
             o.latency_millis, o.answer_code, o.error, o.sms_state,
             coalesce(d.event_id, o.cause_id) as cause_id,
             coalesce(d.account_id, o.account_id) as account_id,
             coalesce(d.monitor_id, o.monitor_id) as monitor_id,
             coalesce(d.target_id, o.target_id, 0) as target_id,
             coalesce(d.outage_id, o.outage_id) as outage_id, o.silence,
             case when o.silence is null then d.kind else 'OUTAGE_OPENED' end as delivery_kind,
             case when d.receiver = 'CONTACT' then d.receiver_id end as contact_id,
             case when d.receiver = 'APP' then d.receiver_id else o.app_id end as app_id,
             case when o.sms_id is null then c.channel else 'SMS' end as channel, s.sms_id, s.phone, s.text, s.parts, s.cost_micros, s.error as sms_error,
             s.sent_at, coalesce(o.sms_state, s.state) as state
      from outbox o
      cross join installation i
      left join delivery d on d.delivery_id = o.delivery_id
      left join contact c on d.receiver = 'CONTACT' and c.contact_id = d.receiver_id
      left join lateral (select * from sms
                         where sms.delivery_id = d.delivery_id
                           and o.kind <> 'RECORDED'
                           and (o.sms_id is null or sms.sms_id = o.sms_id)
                         order by sms.sms_id desc limit 1) s on true
      order by o.position limit :most
      """;

  private final Store store;
  private final DataSource connections;

  /**
   * The outbox.
   *
   * @param jdbi for what anybody may ask
   * @param connections where a lane takes its own connection, not a pool
   */
  public JdbiOutbox(Jdbi jdbi, DataSource connections) {
    this.store = new Store(jdbi);
    this.connections = connections;
  }

  @Override
  public long waiting() {
    return store.inTransaction(
        handle -> handle.createQuery("select count(*) from outbox").mapTo(Long.class).one());
  }

  @Override
  public Lane open() {
    try {
      return new OwnConnection(connections.getConnection());
    } catch (SQLException e) {
      throw new StoreUnavailableException(e);
    }
  }

  private static final class OwnConnection implements Lane {

    private final Connection connection;
    private final Store store;
    private boolean leading;

    OwnConnection(Connection connection) {
      this.connection = connection;
      this.store = new Store(Jdbi.create(connection).installPlugin(new PostgresPlugin()));
    }

    @Override
    public boolean lead() {
      leading =
          leading
              || store.inTransaction(handle ->
                  handle
                      .createQuery("select pg_try_advisory_lock(:lead)")
                      .bind("lead", LEAD)
                      .mapTo(Boolean.class)
                      .one());
      return leading;
    }

    @Override
    public List<Step> next(int most) {
      return store.inTransaction(
          handle -> handle.createQuery(NEXT).bind("most", most).map((row, _) -> step(row)).list());
    }

    @Override
    public void published(List<Step> steps) {
      store.useTransaction(handle ->
          handle
              .createUpdate("delete from outbox where position = any(:positions)")
              .bindArray("positions", Long.class, steps.stream().map(Step::position).toList())
              .execute());
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new StoreUnavailableException(e);
      }
    }
  }

  private static Step step(ResultSet row) throws SQLException {
    long position = row.getLong("position");
    String cause = row.getString("cause_id");
    Long contact = DeliveryRows.nullableLong(row, "contact_id");
    Long app = DeliveryRows.nullableLong(row, "app_id");
    String channel = row.getString("channel");
    String silence = row.getString("silence");
    return new Step(
        position,
        row.getString("installation") + ":" + position,
        Kind.valueOf(row.getString("kind")),
        contact == null && silence == null
            ? DeliveryId.toApp(cause, app == null ? 0 : app)
            : DeliveryId.toContact(cause, contact == null ? 0 : contact),
        cause,
        notice(row.getString("delivery_kind")),
        row.getLong("account_id"),
        contact,
        app,
        channel == null ? null : Channel.valueOf(channel),
        row.getLong("monitor_id"),
        row.getLong("target_id"),
        DeliveryRows.nullableLong(row, "outage_id"),
        instant(row, "occurred_at"),
        new Last(
            row.getInt("attempts"),
            DeliveryRows.nullableInt(row, "latency_millis"),
            DeliveryRows.nullableInt(row, "answer_code"),
            row.getString("error")),
        receipt(row),
        silence == null ? null : Reason.valueOf(silence));
  }

  private static @Nullable NoticeKind notice(@Nullable String kind) {
    return kind == null
        ? null
        : switch (kind) {
          case "OUTAGE_OPENED" -> NoticeKind.OPENED;
          case "OUTAGE_CLOSED" -> NoticeKind.CLOSED;
          case "OUTAGE_REMINDER" -> NoticeKind.REMINDER;
          case "BALANCE_LOW" -> NoticeKind.BALANCE_LOW;
          case "BALANCE_ZERO" -> NoticeKind.BALANCE_ZERO;
          default -> null;
        };
  }

  private static @Nullable Receipt receipt(ResultSet row) throws SQLException {
    Long smsId = DeliveryRows.nullableLong(row, "sms_id");
    return smsId == null
        ? null
        : new Receipt(
            smsId,
            row.getString("phone"),
            row.getString("text"),
            row.getInt("parts"),
            row.getLong("cost_micros"),
            DeliveryRows.nullableInt(row, "state"),
            DeliveryRows.nullableInt(row, "sms_error"),
            row.getTimestamp("sent_at") == null ? null : instant(row, "sent_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
