package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.BalanceLow;
import io.iplive.notifier.message.Message.BalanceZero;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.message.Message.Trial;
import io.iplive.notifier.message.Outage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deliveries as rows of their table, and back. */
public final class DeliveryRows {

  private static final String NEW =
      """
      insert into delivery (event_id, receiver, receiver_id, lane_id, kind, account_id, monitor_id,
                            target_id, group_id, outage_id, record_id, happened_at, closed_at,
                            ending, status_code, failure_code, failure_text, ordinal, result,
                            repeats, due_at, began_at)
      select n.event_id, n.receiver, n.receiver_id, lane.lane_id, n.kind, n.account_id,
             n.monitor_id, n.target_id, n.group_id, n.outage_id, n.record_id, n.happened_at,
             n.closed_at, n.ending, n.status_code, n.failure_code, n.failure_text, n.ordinal,
             n.result, n.repeats, greatest(now(), to_timestamp(n.not_before)),
             greatest(now(), to_timestamp(n.not_before))
      from unnest(:eventId::text[], :receiver::text[], :receiverId::bigint[], :subjectId::bigint[],
                  :kind::text[], :accountId::bigint[], :monitorId::bigint[], :targetId::bigint[],
                  :groupId::bigint[], :outageId::bigint[], :recordId::bigint[],
                  :happenedAt::bigint[], :closedAt::bigint[], :ending::text[], :statusCode::int[],
                  :failureCode::int[], :failureText::text[], :ordinal::int[], :result::text[],
                  :repeats::text[], :notBefore::bigint[]) with ordinality
           as n (event_id, receiver, receiver_id, subject_id, kind, account_id, monitor_id,
                 target_id, group_id, outage_id, record_id, happened_at, closed_at, ending,
                 status_code, failure_code, failure_text, ordinal, result, repeats, not_before,
                 place)
      join lane on lane.receiver = n.receiver and lane.receiver_id = n.receiver_id
               and lane.subject_id = n.subject_id
      order by n.place
      on conflict (event_id, receiver, receiver_id) do nothing
      """;

  static final String INSERT = NEW;

  static final String INSERT_AND_TELL =
      "with new as ("
          + NEW
          + """
          returning delivery_id)
          insert into outbox (kind, delivery_id)
          select 'RECORDED', delivery_id from new order by delivery_id
          """;

  private DeliveryRows() {}

  static Columns columns(List<NewDelivery> deliveries) {
    Columns columns =
        new Columns()
            .with("eventId", String.class)
            .with("receiver", String.class)
            .with("receiverId", Long.class)
            .with("subjectId", Long.class)
            .with("kind", String.class)
            .with("accountId", Long.class)
            .with("monitorId", Long.class)
            .with("targetId", Long.class)
            .with("groupId", Long.class)
            .with("outageId", Long.class)
            .with("recordId", Long.class)
            .with("happenedAt", Long.class)
            .with("closedAt", Long.class)
            .with("ending", String.class)
            .with("statusCode", Integer.class)
            .with("failureCode", Integer.class)
            .with("failureText", String.class)
            .with("ordinal", Integer.class)
            .with("result", String.class)
            .with("repeats", String.class)
            .with("notBefore", Long.class);
    deliveries.forEach(delivery -> add(columns, delivery));
    return columns;
  }

  private static void add(Columns columns, NewDelivery delivery) {
    switch (delivery.message()) {
      case OutageOpened(Outage outage) ->
          outage(columns, delivery, "OUTAGE_OPENED", outage, null, null, null);
      case OutageReminder(Outage outage, int ordinal) ->
          outage(columns, delivery, "OUTAGE_REMINDER", outage, null, null, ordinal);
      case OutageClosed(Outage outage, long closedAt, Ending ending) ->
          outage(columns, delivery, "OUTAGE_CLOSED", outage, closedAt, ending, null);
      case BalanceLow(long at) -> bare(columns, delivery, "BALANCE_LOW", 0, null, at, null);
      case BalanceZero(long at) -> bare(columns, delivery, "BALANCE_ZERO", 0, null, at, null);
      case Trial(long at) -> bare(columns, delivery, "TRIAL", 0, null, at, null);
      case RoundTold(long groupId, long timestamp, String result) ->
          bare(columns, delivery, "ROUND", delivery.lane().subjectId(), groupId, timestamp, result);
    }
  }

  private static void outage(
      Columns columns,
      NewDelivery delivery,
      String kind,
      Outage outage,
      @Nullable Long closedAt,
      @Nullable Ending ending,
      @Nullable Integer ordinal) {
    Lane lane = delivery.lane();
    columns.add(
        delivery.eventId(),
        lane.receiver().name(),
        lane.receiverId(),
        lane.subjectId(),
        kind,
        delivery.accountId(),
        outage.monitorId(),
        outage.targetId(),
        outage.groupId(),
        outage.outageId(),
        outage.recordId(),
        outage.since(),
        closedAt,
        ending == null ? null : ending.name(),
        outage.statusCode(),
        outage.failureCode(),
        outage.failureText(),
        ordinal,
        null,
        delivery.repeats().name(),
        delivery.notBefore());
  }

  private static void bare(
      Columns columns,
      NewDelivery delivery,
      String kind,
      long monitorId,
      @Nullable Long groupId,
      long at,
      @Nullable String result) {
    Lane lane = delivery.lane();
    columns.add(
        delivery.eventId(),
        lane.receiver().name(),
        lane.receiverId(),
        lane.subjectId(),
        kind,
        delivery.accountId(),
        monitorId,
        null,
        groupId,
        null,
        null,
        at,
        null,
        null,
        null,
        null,
        null,
        null,
        result,
        delivery.repeats().name(),
        delivery.notBefore());
  }

  /** A row of the delivery table with its lane's subject_id and age_millis. */
  public static Delivery delivery(ResultSet row) throws SQLException {
    Lane lane =
        new Lane(
            Lane.Receiver.valueOf(row.getString("receiver")),
            row.getLong("receiver_id"),
            row.getLong("subject_id"));
    NewDelivery content =
        new NewDelivery(
            row.getString("event_id"),
            row.getLong("account_id"),
            lane,
            message(row),
            Repeats.valueOf(row.getString("repeats")),
            null);
    return new Delivery(
        row.getLong("delivery_id"),
        row.getLong("lane_id"),
        content,
        row.getInt("attempts"),
        Duration.ofMillis(row.getLong("age_millis")),
        row.getString("text"));
  }

  private static Message message(ResultSet row) throws SQLException {
    long happenedAt = row.getLong("happened_at");
    String kind = row.getString("kind");
    return switch (kind) {
      case "OUTAGE_OPENED" -> new OutageOpened(outage(row));
      case "OUTAGE_REMINDER" -> new OutageReminder(outage(row), row.getInt("ordinal"));
      case "OUTAGE_CLOSED" ->
          new OutageClosed(
              outage(row), row.getLong("closed_at"), Ending.valueOf(row.getString("ending")));
      case "BALANCE_LOW" -> new BalanceLow(happenedAt);
      case "BALANCE_ZERO" -> new BalanceZero(happenedAt);
      case "TRIAL" -> new Trial(happenedAt);
      case "ROUND" -> new RoundTold(row.getLong("group_id"), happenedAt, row.getString("result"));
      default -> throw new IllegalStateException("No message is of the kind " + kind);
    };
  }

  private static Outage outage(ResultSet row) throws SQLException {
    return outage(row, row.getLong("happened_at"));
  }

  /** The outage of a row that has its columns. */
  public static Outage outage(ResultSet row, long since) throws SQLException {
    return new Outage(
        row.getLong("outage_id"),
        row.getLong("monitor_id"),
        row.getLong("target_id"),
        row.getLong("record_id"),
        nullableLong(row, "group_id"),
        since,
        nullableInt(row, "status_code"),
        nullableInt(row, "failure_code"),
        row.getString("failure_text"));
  }

  /** Null where the column is. */
  public static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Null where the column is. */
  public static @Nullable Integer nullableInt(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
