package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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
      update lane
      set next_due = (select due_at from delivery
                      where delivery.lane_id = lane.lane_id and state = 'WAITING'
                      order by delivery_id limit 1)
      where lane_id = any(:lanes)
      """;

  private static final String GIVE_UP =
      """
      update delivery set state = 'GIVEN_UP', attempts = :attempts, finished_at = now()
      where event_id = :eventId and receiver = :receiver and receiver_id = :receiverId
        and state = 'WAITING'
      returning delivery_id
      """;

  private static final String NEW_ATTEMPT =
      """
      insert into attempt (delivery_id, started_at, latency_millis, status_code, failure,
                           failure_text, answer)
      values (:deliveryId, :startedAt, :latencyMillis, :statusCode, :failure, :failureText, :answer)
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
      PreparedBatch batch = attempts(handle);
      attempts.forEach(attempt -> add(batch, delivery, attempt));
      batch.execute();
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

  /** Finds anew when lanes are due. */
  public static void setDue(Handle handle, Collection<Long> lanes) {
    handle.createUpdate(SET_DUE).bindArray("lanes", Long.class, List.copyOf(lanes)).execute();
  }

  static PreparedBatch attempts(Handle handle) {
    return handle.prepareBatch(NEW_ATTEMPT);
  }

  static void add(PreparedBatch batch, long delivery, Attempt attempt) {
    Outcome outcome = Outcome.of(attempt.answer());
    batch
        .bind("deliveryId", delivery)
        .bind("startedAt", attempt.startedAt())
        .bind("latencyMillis", Math.toIntExact(attempt.latency().toMillis()))
        .bind("statusCode", outcome.code())
        .bind("failure", outcome.failure())
        .bind("failureText", outcome.text())
        .bind("answer", attempt.answer() instanceof Answer.Answered(_, String head) ? head : null)
        .add();
  }
}
