package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal.Result;
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

  /** Lanes looked at for each that is wanted: many may belong to one receiver with little room. */
  private static final int LOOKED_AT = 8;

  private static final String CLAIM =
      """
      with due as materialized (
        select l.lane_id, l.next_due, coalesce(c.host, a.host, '') as host,
               coalesce(room.calls, :otherwise) as calls
        from lane l
        left join contact c on l.receiver = 'CONTACT' and c.contact_id = l.receiver_id
        left join app a on l.receiver = 'APP' and a.app_id = l.receiver_id
        left join unnest(:hosts::text[], :calls::int[]) as room (host, calls)
          on room.host = coalesce(c.host, a.host, '')
        where l.next_due <= now() and l.lease_until <= now()
          and coalesce(room.calls, :otherwise) > 0
          and not exists (select 1 from hold
                          where hold.host = coalesce(c.host, a.host, '')
                            and hold.held_until > now())
        order by l.next_due
        limit :look),
      ready as (
        select lane_id, next_due, calls,
               row_number() over (partition by host order by next_due, lane_id) as place
        from due),
      chosen as (
        select l.lane_id
        from lane l
        join ready on ready.lane_id = l.lane_id
        where ready.place <= ready.calls and l.next_due <= now() and l.lease_until <= now()
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
             (extract(epoch from now() - d.began_at) * 1000)::bigint as age_millis
      from claimed
      join lateral (select * from delivery
                    where delivery.lane_id = claimed.lane_id and state = 'WAITING'
                    order by delivery_id limit 1) d on true
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
      """
      update lane
      set leased_by = null, lease_until = '-infinity',
          next_due = (select due_at from delivery
                      where delivery.lane_id = lane.lane_id and state = 'WAITING'
                      order by delivery_id limit 1)
      where lane_id = any(:lanes)
      """;

  private Leases() {}

  static List<Delivery> claim(
      Handle handle,
      String owner,
      Duration lease,
      int limit,
      Map<String, Integer> room,
      int otherwise) {
    List<String> hosts = new ArrayList<>(room.keySet());
    return handle
        .createQuery(CLAIM)
        .bindArray("hosts", String.class, hosts)
        .bindArray("calls", Integer.class, hosts.stream().map(room::get).toList())
        .bind("otherwise", otherwise)
        .bind("look", limit * LOOKED_AT)
        .bind("limit", limit)
        .bind("owner", owner)
        .bind("lease", lease.toString())
        .map((row, _) -> DeliveryRows.delivery(row))
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
    for (Result result : results) {
      Attempt attempt = result.attempt();
      if (attempt != null && !(attempt.answer() instanceof Answer.Withheld)) {
        DeliveryWrites.add(attempts, result.delivery().number(), attempt);
      }
    }
    if (attempts.size() > 0) {
      attempts.execute();
    }
    List<Result> ours =
        results.stream().filter(result -> owned.contains(result.delivery().laneNumber())).toList();
    if (!ours.isEmpty()) {
      Steps.finish(handle, ours);
      handle.createUpdate(FREE).bindArray("lanes", Long.class, List.copyOf(owned)).execute();
    }
  }
}
