package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal.Result;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.RoundResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who works on which lanes. */
final class Leases {

  private static final String CLAIM =
      """
      with ready as (
        select l.lane_id, l.next_due, coalesce(c.host, a.host, '') as host,
               row_number() over (partition by coalesce(c.host, a.host, '')
                                  order by l.next_due, l.lane_id) as place
        from lane l
        left join contact c on l.receiver = 'CONTACT' and c.contact_id = l.receiver_id
        left join app a on l.receiver = 'APP' and a.app_id = l.receiver_id
        where l.next_due <= now() and l.lease_until <= now()),
      chosen as (
        select l.lane_id
        from lane l
        join ready on ready.lane_id = l.lane_id
        left join unnest(:hosts::text[], :calls::int[]) as busy (host, calls)
          on busy.host = ready.host
        where ready.place <= :perHost - coalesce(busy.calls, 0)
          and l.next_due <= now() and l.lease_until <= now()
        order by ready.next_due
        limit :limit
        for update of l skip locked),
      claimed as (
        update lane
        set leased_by = :owner, lease_until = now() + :lease::interval
        from chosen
        where lane.lane_id = chosen.lane_id
        returning lane.lane_id, lane.subject_id)
      select claimed.subject_id, d.*,
             (extract(epoch from now() - d.recorded_at) * 1000)::bigint as age_millis
      from claimed
      join lateral (select * from delivery
                    where delivery.lane_id = claimed.lane_id and state = 'WAITING'
                    order by delivery_id limit 1) d on true
      """;

  private static final String FINISH =
      """
      update delivery
      set state = :state, attempts = attempts + :attempts,
          due_at = now() + :pause::interval,
          finished_at = case when :state = 'WAITING' then null else now() end
      where delivery_id = :id and state = 'WAITING'
      """;

  /** In the order in which recording locks them. */
  private static final String OWNED =
      """
      select lane_id from lane
      where lane_id = any(:lanes) and leased_by = :owner
      order by receiver, receiver_id, subject_id
      for update
      """;

  private static final String FREE =
      "update lane set leased_by = null, lease_until = '-infinity' where lane_id = any(:lanes)";

  private Leases() {}

  static List<Delivery> claim(
      Handle handle,
      String owner,
      Duration lease,
      int limit,
      Map<String, Integer> busy,
      int perHost) {
    List<String> hosts = new ArrayList<>(busy.keySet());
    List<Integer> calls = hosts.stream().map(busy::get).toList();
    return handle
        .createQuery(CLAIM)
        .bindArray("hosts", String.class, hosts)
        .bindArray("calls", Integer.class, calls)
        .bind("perHost", perHost)
        .bind("limit", limit)
        .bind("owner", owner)
        .bind("lease", lease.toString())
        .map((row, _) -> delivery(row))
        .list();
  }

  static void renew(Handle handle, String owner, Duration lease, Collection<Long> lanes) {
    List<Long> owned = lock(handle, owner, lanes);
    handle
        .createUpdate(
            "update lane set lease_until = now() + :lease::interval where lane_id = any(:lanes)")
        .bind("lease", lease.toString())
        .bindArray("lanes", Long.class, owned)
        .execute();
  }

  private static List<Long> lock(Handle handle, String owner, Collection<Long> lanes) {
    return handle
        .createQuery(OWNED)
        .bindArray("lanes", Long.class, List.copyOf(lanes))
        .bind("owner", owner)
        .mapTo(Long.class)
        .list();
  }

  static void release(Handle handle, String owner) {
    handle.execute(
        "update lane set leased_by = null, lease_until = '-infinity' where leased_by = ?", owner);
  }

  /** Attempts are kept whoever made them; a lane that went to another owner is left alone. */
  static void finish(Handle handle, String owner, List<Result> results) {
    List<Long> lanes =
        results.stream().map(result -> result.delivery().laneNumber()).distinct().toList();
    Set<Long> owned = Set.copyOf(lock(handle, owner, lanes));
    PreparedBatch attempts = DeliveryWrites.attempts(handle);
    PreparedBatch ends = handle.prepareBatch(FINISH);
    for (Result result : results) {
      if (result.attempt() != null) {
        DeliveryWrites.add(attempts, result.delivery().number(), result.attempt());
      }
      if (owned.contains(result.delivery().laneNumber())) {
        add(ends, result);
      }
    }
    if (attempts.size() > 0) {
      attempts.execute();
    }
    if (ends.size() > 0) {
      ends.execute();
    }
    handle.createUpdate(FREE).bindArray("lanes", Long.class, List.copyOf(owned)).execute();
    DeliveryWrites.setDue(handle, owned);
  }

  private static void add(PreparedBatch batch, Result result) {
    batch.bind("id", result.delivery().number()).bind("attempts", result.attempt() == null ? 0 : 1);
    switch (result.next()) {
      case Next.Delivered _ ->
          batch.bind("state", "DELIVERED").bind("pause", Duration.ZERO.toString());
      case Next.Repeat(Duration pause) ->
          batch.bind("state", "WAITING").bind("pause", pause.toString());
      case Next.GivenUp _ ->
          batch.bind("state", "GIVEN_UP").bind("pause", Duration.ZERO.toString());
    }
    batch.add();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    Lane lane =
        new Lane(
            Lane.Receiver.valueOf(row.getString("receiver")),
            row.getLong("receiver_id"),
            row.getLong("subject_id"));
    NewDelivery content =
        new NewDelivery(
            row.getString("event_id"),
            lane,
            message(row),
            Repeats.valueOf(row.getString("repeats")));
    return new Delivery(
        row.getLong("delivery_id"),
        row.getLong("lane_id"),
        content,
        row.getInt("attempts"),
        Duration.ofMillis(row.getLong("age_millis")));
  }

  private static Message message(ResultSet row) throws SQLException {
    long happenedAt = row.getLong("happened_at");
    String kind = row.getString("kind");
    return switch (kind) {
      case "OUTAGE_OPENED" ->
          new OutageOpened(
              row.getLong("target_id"),
              happenedAt,
              DirectoryRows.nullableInt(row, "status_code"),
              DirectoryRows.nullableInt(row, "failure_code"));
      case "OUTAGE_CLOSED" -> new OutageClosed(row.getLong("target_id"), happenedAt);
      case "ROUND" -> new RoundResult(row.getLong("group_id"), happenedAt, row.getString("result"));
      default -> throw new IllegalStateException("No message is of the kind " + kind);
    };
  }
}
