package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal.Result;
import io.iplive.notifier.postgres.DeliveryWrites.Made;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Who works on which lanes. */
final class Leases {

  /**
   * Goes from receiver to receiver, and takes of each what has waited longest, as far as it has
   * room.
   */
  private static final String CLAIM =
      """
      with recursive receiver as (
        (select host from turn order by host limit 1)
        union all
        select (select turn.host from turn where turn.host > receiver.host
                order by turn.host limit 1)
        from receiver where receiver.host is not null),
      open as materialized (
        select receiver.host, coalesce(room.calls, :otherwise) as calls
        from receiver
        left join unnest(:hosts::text[], :calls::int[]) as room (host, calls)
          on room.host = receiver.host
        where receiver.host is not null and coalesce(room.calls, :otherwise) > 0
          and not exists (select 1 from hold
                          where hold.host = receiver.host and hold.held_until > now())),
      ready as materialized (
        select due.lane_id, due.next_due
        from open
        cross join lateral (
          select lane_id, next_due from turn
          where turn.host = open.host and turn.next_due <= now() and turn.lease_until <= now()
            and turn.lane_id <> all(:held)
          order by turn.next_due limit open.calls) due
        order by due.next_due limit :limit),
      chosen as (
        select turn.lane_id from turn
        where turn.lane_id in (select lane_id from ready)
          and turn.next_due <= now() and turn.lease_until <= now()
          and turn.lane_id <> all(:held)
        for update skip locked),
      claimed as (
        update turn set leased_by = :owner, lease_until = now() + :lease::interval
        from chosen where turn.lane_id = chosen.lane_id
        returning turn.lane_id)
      select lane_id from claimed
      """;

  /**
   * What a claimed lane tells next. A statement of its own: the one that claims sees deliveries as
   * they were before another instance ended its claim, and would hand out again what is delivered.
   */
  private static final String NEXT =
      """
      select lane.subject_id, d.*,
             (extract(epoch from now() - d.began_at) * 1000)::bigint as age_millis
      from lane
      join lateral (select * from delivery
                    where delivery.lane_id = lane.lane_id and state = 'WAITING'
                    order by delivery_id limit 1) d on true
      where lane.lane_id = any(:lanes)
      """;

  /** In the order in which recording locks them. */
  private static final String OWNED =
      """
      select lane.lane_id from lane join turn on turn.lane_id = lane.lane_id
      where lane.lane_id = any(:lanes) and turn.leased_by = :owner
      order by lane.receiver, lane.receiver_id, lane.subject_id
      for update
      """;

  private static final String FREE =
      """
      with first as materialized (
        select lane_id, (select due_at from delivery
                         where delivery.lane_id = owned.lane_id and state = 'WAITING'
                         order by delivery_id limit 1) as due_at
        from unnest(:lanes::bigint[]) as owned (lane_id)),
      over as (
        delete from turn using first where turn.lane_id = first.lane_id and first.due_at is null)
      update turn
      set leased_by = null, lease_until = '-infinity', next_due = first.due_at
      from first where turn.lane_id = first.lane_id and first.due_at is not null
      """;

  private Leases() {}

  static List<Delivery> claim(
      Handle handle,
      String owner,
      Duration lease,
      Collection<Long> held,
      int limit,
      Map<String, Integer> room,
      int otherwise) {
    List<String> hosts = new ArrayList<>(room.keySet());
    List<Long> lanes =
        handle
            .createQuery(CLAIM)
            .bindArray("hosts", String.class, hosts)
            .bindArray("calls", Integer.class, hosts.stream().map(room::get).toList())
            .bind("otherwise", otherwise)
            .bindArray("held", Long.class, List.copyOf(held))
            .bind("limit", limit)
            .bind("owner", owner)
            .bind("lease", lease.toString())
            .mapTo(Long.class)
            .list();
    return lanes.isEmpty()
        ? List.of()
        : handle
            .createQuery(NEXT)
            .bindArray("lanes", Long.class, lanes)
            .map((row, _) -> DeliveryRows.delivery(row))
            .list();
  }

  static void renew(Handle handle, String owner, Duration lease, Collection<Long> lanes) {
    List<Long> owned = lock(handle, owner, lanes);
    handle
        .createUpdate(
            "update turn set lease_until = now() + :lease::interval where lane_id = any(:lanes)")
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
        "update turn set leased_by = null, lease_until = '-infinity' where leased_by = ?", owner);
  }

  /** Attempts are kept whoever made them; a lane that went to another owner is left alone. */
  static void finish(Handle handle, String owner, List<Result> results) {
    List<Long> lanes =
        results.stream().map(result -> result.delivery().laneNumber()).distinct().toList();
    Set<Long> owned = Set.copyOf(lock(handle, owner, lanes));
    DeliveryWrites.attempted(handle, results.stream().flatMap(Leases::made).toList());
    List<Result> ours =
        results.stream().filter(result -> owned.contains(result.delivery().laneNumber())).toList();
    if (!ours.isEmpty()) {
      Steps.finish(handle, ours);
      handle.createUpdate(FREE).bindArray("lanes", Long.class, List.copyOf(owned)).execute();
    }
  }

  private static Stream<Made> made(Result result) {
    Attempt attempt = result.attempt();
    return attempt == null || attempt.answer() instanceof Answer.Withheld
        ? Stream.empty()
        : Stream.of(new Made(result.delivery().number(), attempt));
  }
}
