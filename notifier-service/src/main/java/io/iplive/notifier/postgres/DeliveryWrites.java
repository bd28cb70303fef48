package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.RoundResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** Writes deliveries and attempts. */
final class DeliveryWrites {

  private static final String NEW_LANE =
      """
      insert into lane (receiver, receiver_id, subject_id)
      values (:receiver, :receiverId, :subjectId)
      on conflict (receiver, receiver_id, subject_id) do nothing
      """;

  /** Lanes are always locked in this order, so that transactions never wait in a circle. */
  private static final String LOCK_LANES =
      """
      select lane_id from lane
      join unnest(:receivers::text[], :receiverIds::bigint[], :subjectIds::bigint[])
           as wanted (receiver, receiver_id, subject_id)
        using (receiver, receiver_id, subject_id)
      order by receiver, receiver_id, subject_id
      for update of lane
      """;

  private static final String NEW_DELIVERY =
      """
      insert into delivery (event_id, receiver, receiver_id, lane_id, kind, target_id, group_id,
                            happened_at, status_code, failure_code, result, repeats)
      select :eventId, receiver, receiver_id, lane_id, :kind, :targetId, :groupId,
             :happenedAt, :statusCode, :failureCode, :result, :repeats
      from lane
      where receiver = :receiver and receiver_id = :receiverId and subject_id = :subjectId
      on conflict (event_id, receiver, receiver_id) do nothing
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

  static void record(Handle handle, List<NewDelivery> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    List<Long> lanes = insert(handle, deliveries);
    setDue(handle, lanes);
  }

  /** The given-up delivery is never due: its lane is not touched between insert and end. */
  static void recordGivenUp(Handle handle, NewDelivery callback, List<Attempt> attempts) {
    List<Long> lanes = insert(handle, List.of(callback));
    Optional<Long> number =
        lane(handle.createQuery(GIVE_UP), callback.lane())
            .bind("eventId", callback.eventId())
            .bind("attempts", attempts.size())
            .mapTo(Long.class)
            .findOne();
    number.ifPresent(delivery -> {
      PreparedBatch batch = handle.prepareBatch(NEW_ATTEMPT);
      attempts.forEach(attempt -> add(batch, delivery, attempt));
      batch.execute();
    });
    setDue(handle, lanes);
  }

  private static List<Long> insert(Handle handle, List<NewDelivery> deliveries) {
    List<Lane> lanes =
        deliveries.stream().map(NewDelivery::lane).distinct().sorted(Lane.LOCKING).toList();
    PreparedBatch newLanes = handle.prepareBatch(NEW_LANE);
    lanes.forEach(lane -> lane(newLanes, lane).add());
    newLanes.execute();
    List<Long> locked = lock(handle, lanes);
    PreparedBatch inserts = handle.prepareBatch(NEW_DELIVERY);
    deliveries.forEach(delivery -> add(inserts, delivery));
    inserts.execute();
    return locked;
  }

  private static List<Long> lock(Handle handle, List<Lane> lanes) {
    List<String> receivers = new ArrayList<>();
    List<Long> receiverIds = new ArrayList<>();
    List<Long> subjectIds = new ArrayList<>();
    for (Lane lane : lanes) {
      receivers.add(lane.receiver().name());
      receiverIds.add(lane.receiverId());
      subjectIds.add(lane.subjectId());
    }
    return handle
        .createQuery(LOCK_LANES)
        .bindArray("receivers", String.class, receivers)
        .bindArray("receiverIds", Long.class, receiverIds)
        .bindArray("subjectIds", Long.class, subjectIds)
        .mapTo(Long.class)
        .list();
  }

  static void setDue(Handle handle, Collection<Long> lanes) {
    handle.createUpdate(SET_DUE).bindArray("lanes", Long.class, List.copyOf(lanes)).execute();
  }

  static PreparedBatch attempts(Handle handle) {
    return handle.prepareBatch(NEW_ATTEMPT);
  }

  static void add(PreparedBatch batch, long delivery, Attempt attempt) {
    batch
        .bind("deliveryId", delivery)
        .bind("startedAt", attempt.startedAt())
        .bind("latencyMillis", Math.toIntExact(attempt.latency().toMillis()));
    switch (attempt.answer()) {
      case Answered(int code, String head) ->
          batch
              .bind("statusCode", Integer.valueOf(code))
              .bind("failure", (String) null)
              .bind("failureText", (String) null)
              .bind("answer", head);
      case Failed(var failure, String text) ->
          batch
              .bind("statusCode", (Integer) null)
              .bind("failure", failure.name())
              .bind("failureText", text)
              .bind("answer", (String) null);
    }
    batch.add();
  }

  private static void add(PreparedBatch batch, NewDelivery delivery) {
    lane(batch, delivery.lane())
        .bind("eventId", delivery.eventId())
        .bind("repeats", delivery.repeats().name());
    switch (delivery.message()) {
      case OutageOpened outage ->
          content(batch, "OUTAGE_OPENED", outage.since())
              .bind("targetId", Long.valueOf(outage.targetId()))
              .bind("groupId", (Long) null)
              .bind("statusCode", outage.statusCode())
              .bind("failureCode", outage.failureCode())
              .bind("result", (String) null);
      case OutageClosed outage ->
          content(batch, "OUTAGE_CLOSED", outage.closedAt())
              .bind("targetId", Long.valueOf(outage.targetId()))
              .bind("groupId", (Long) null)
              .bind("statusCode", (Integer) null)
              .bind("failureCode", (Integer) null)
              .bind("result", (String) null);
      case RoundResult round ->
          content(batch, "ROUND", round.timestamp())
              .bind("targetId", (Long) null)
              .bind("groupId", Long.valueOf(round.groupId()))
              .bind("statusCode", (Integer) null)
              .bind("failureCode", (Integer) null)
              .bind("result", round.result());
    }
    batch.add();
  }

  private static PreparedBatch content(PreparedBatch batch, String kind, long happenedAt) {
    return batch.bind("kind", kind).bind("happenedAt", happenedAt);
  }

  private static <T extends SqlStatement<T>> T lane(T statement, Lane lane) {
    return statement
        .bind("receiver", lane.receiver().name())
        .bind("receiverId", lane.receiverId())
        .bind("subjectId", lane.subjectId());
  }
}
