package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Journal.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Single deliveries, for whoever waits for one. */
final class Standings {

  private static final String OF =
      """
      select d.state, d.note, a.*
      from delivery d
      left join lateral (select * from attempt where attempt.delivery_id = d.delivery_id
                         order by attempt_id desc limit 1) a on true
      where d.event_id = :event and d.receiver = 'CONTACT' and d.receiver_id = :contact
      """;

  /** Locks the lane: none claims it until the transaction ends. */
  private static final String FREE =
      """
      select d.delivery_id, d.lane_id
      from delivery d join lane using (lane_id) join turn on turn.lane_id = lane.lane_id
      where d.event_id = :event and d.receiver = 'CONTACT' and d.receiver_id = :contact
        and d.state = 'WAITING' and turn.lease_until <= now()
      for update of lane, turn
      """;

  private Standings() {}

  static Optional<Standing> of(Handle handle, String eventId, long contactId) {
    return handle
        .createQuery(OF)
        .bind("event", eventId)
        .bind("contact", contactId)
        .map((row, _) ->
            new Standing(
                row.getString("state").equals("WAITING"), attempt(row), row.getString("note")))
        .findOne();
  }

  private static @Nullable Attempt attempt(ResultSet row) throws SQLException {
    OffsetDateTime startedAt = row.getObject("started_at", OffsetDateTime.class);
    if (startedAt == null) {
      return null;
    }
    Outcome outcome =
        new Outcome(
            DeliveryRows.nullableInt(row, "status_code"),
            row.getString("failure"),
            row.getString("failure_text"),
            row.getString("answer"));
    return new Attempt(
        startedAt.toInstant(), Duration.ofMillis(row.getInt("latency_millis")), outcome.answer());
  }

  static void withdraw(Handle handle, String eventId, long contactId, String why) {
    handle
        .createQuery(FREE)
        .bind("event", eventId)
        .bind("contact", contactId)
        .map((row, _) -> List.of(row.getLong("delivery_id"), row.getLong("lane_id")))
        .findOne()
        .ifPresent(free -> {
          Steps.drop(handle, List.of(free.getFirst()), why);
          DeliveryWrites.setDue(handle, List.of(free.getLast()));
        });
  }
}
