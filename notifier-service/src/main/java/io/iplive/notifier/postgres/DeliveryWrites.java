package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes deliveries and attempts. */
public final class DeliveryWrites {

  /** Lanes are always taken in this order, so that transactions never wait in a circle. */
  private static final String NEW_LANES =
      """
      insert into lane (receiver, receiver_id, subject_id)
      select * from unnest(:receiver::text[], :receiverId::bigint[], :subjectId::bigint[])
      on conflict (receiver, receiver_id, subject_id) do nothing
      """;

  private static final String LOCK_LANES =
      """
      select lane_id from lane
      join unnest(:receiver::text[], :receiverId::bigint[], :subjectId::bigint[])
           as wanted (receiver, receiver_id, subject_id)
        using (receiver, receiver_id, subject_id)
      order by receiver, receiver_id, subject_id
      for update of lane
      """;

  private static final String SET_DUE =
      """
      with first as materialized (
        select l.lane_id, coalesce(c.host, a.host, '') as host,
               (select d.due_at from delivery d
                where d.lane_id = l.lane_id and d.state = 'WAITING'
                order by d.delivery_id limit 1) as due_at
        from lane l
        left join contact c on l.receiver = 'CONTACT' and c.contact_id = l.receiver_id
        left join app a on l.receiver = 'APP' and a.app_id = l.receiver_id
        where l.lane_id = any(:lanes)),
      over as (
        delete from turn using first where turn.lane_id = first.lane_id and first.due_at is null)
      insert into turn (lane_id, host, next_due)
      select lane_id, host, due_at from first where due_at is not null order by lane_id
      on conflict (lane_id) do update set host = excluded.host, next_due = excluded.next_due
      where (turn.host, turn.next_due) is distinct from (excluded.host, excluded.next_due)
      """;

  private static final String HOLD_TURNS =
      "select lane_id from turn where lane_id = any(:lanes) order by lane_id for update";

  private static final String GIVE_UP =
      """
      update delivery set state = 'GIVEN_UP', attempts = :attempts, finished_at = now()
      where event_id = :eventId and receiver = :receiver and receiver_id = :receiverId
        and state = 'WAITING'
      returning delivery_id
      """;

  private static final String NEW_ATTEMPTS =
      """
      insert into attempt (delivery_id, started_at, latency_millis, status_code, failure,
                           failure_text, answer)
      select d, timestamptz 'epoch' + s * interval '1 us', l, c, f, t, a
      from unnest(:deliveryId::bigint[], :startedAt::bigint[], :latencyMillis::int[],
                  :statusCode::int[], :failure::text[], :failureText::text[], :answer::text[])
        as n (d, s, l, c, f, t, a)
      """;

  private DeliveryWrites() {}

  /** Records deliveries; their lanes stay locked until the transaction ends. */
  public static void record(Handle handle, List<NewDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      List<Long> lanes = insert(handle, deliveries, true);
      setDue(handle, lanes);
    }
  }

  /** The given-up delivery is never due: its lane is not touched between insert and end. */
  static void recordGivenUp(Handle handle, NewDelivery callback, List<Attempt> attempts) {
    List<Long> lanes = insert(handle, List.of(callback), false);
    Optional<Long> number =
        handle
            .createQuery(GIVE_UP)
            .bind("receiver", callback.lane().receiver().name())
            .bind("receiverId", callback.lane().receiverId())
            .bind("eventId", callback.eventId())
            .bind("attempts", attempts.size())
            .mapTo(Long.class)
            .findOne();
    number.ifPresent(delivery -> {
      attempted(handle, attempts.stream().map(attempt -> new Made(delivery, attempt)).toList());
      Steps.givenUp(handle, delivery, attempts);
    });
    setDue(handle, lanes);
  }

  private static List<Long> insert(Handle handle, List<NewDelivery> deliveries, boolean told) {
    List<Lane> lanes =
        deliveries.stream().map(NewDelivery::lane).distinct().sorted(Lane.LOCKING).toList();
    Columns places =
        new Columns()
            .with("receiver", String.class)
            .with("receiverId", Long.class)
            .with("subjectId", Long.class);
    lanes.forEach(lane -> places.add(lane.receiver().name(), lane.receiverId(), lane.subjectId()));
    places.bind(handle.createUpdate(NEW_LANES)).execute();
    List<Long> locked = places.bind(handle.createQuery(LOCK_LANES)).mapTo(Long.class).list();
    DeliveryRows.columns(deliveries)
        .bind(handle.createUpdate(told ? DeliveryRows.INSERT_AND_TELL : DeliveryRows.INSERT))
        .execute();
    return locked;
  }

  /** Finds anew when locked lanes are due. */
  public static void setDue(Handle handle, Collection<Long> lanes) {
    handle.createUpdate(SET_DUE).bindArray("lanes", Long.class, List.copyOf(lanes)).execute();
  }

  /** Keeps locked lanes from being claimed until the transaction ends. */
  static void holdTurns(Handle handle, Collection<Long> lanes) {
    handle
        .createQuery(HOLD_TURNS)
        .bindArray("lanes", Long.class, List.copyOf(lanes))
        .mapTo(Long.class)
        .list();
  }

  /** An attempt at a delivery. */
  record Made(long delivery, Attempt attempt) {}

  static void attempted(Handle handle, List<Made> all) {
    if (all.isEmpty()) {
      return;
    }
    Columns columns =
        new Columns()
            .with("deliveryId", Long.class)
            .with("startedAt", Long.class)
            .with("latencyMillis", Integer.class)
            .with("statusCode", Integer.class)
            .with("failure", String.class)
            .with("failureText", String.class)
            .with("answer", String.class);
    for (Made made : all) {
      Attempt attempt = made.attempt();
      Outcome outcome = Outcome.of(attempt.answer());
      columns.add(
          made.delivery(),
          ChronoUnit.MICROS.between(Instant.EPOCH, attempt.startedAt()),
          Math.toIntExact(attempt.latency().toMillis()),
          outcome.code(),
          outcome.failure(),
          outcome.text(),
          outcome.head());
    }
    columns.bind(handle.createUpdate(NEW_ATTEMPTS)).execute();
  }
}
