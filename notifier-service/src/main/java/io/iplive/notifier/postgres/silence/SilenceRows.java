package io.iplive.notifier.postgres.silence;

import io.iplive.notifier.message.Outage;
import io.iplive.notifier.postgres.Columns;
import io.iplive.notifier.routing.Routed;
import io.iplive.notifier.routing.Settlement;
import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Reason;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes what becomes of outages that are told to nobody for now. */
public final class SilenceRows {

  /** Looked at often, because maintenances are deleted and parents come back. */
  private static final String LOOK_EVERY = "interval '30 seconds'";

  /** Ends that are on their way already come before it is told. */
  private static final String FIRST_LOOK = "interval '2 seconds'";

  private static final String HOLD =
      """
      insert into silence (outage_id, open_event_id, account_id, monitor_id, target_id, record_id,
                           group_id, since, status_code, failure_code, failure_text, opened_at,
                           reason, quiet_until, look_at)
      select n.*,
             least(greatest(n.quiet_until, now() + %s), now() + %s)
      from (select o, e, a, m, t, r, g, s, sc, fc, ft, to_timestamp(at / 1000.0), why,
                   to_timestamp(u / 1000.0)
            from unnest(:outageId::bigint[], :eventId::text[], :accountId::bigint[],
                        :monitorId::bigint[], :targetId::bigint[], :recordId::bigint[],
                        :groupId::bigint[], :since::bigint[], :statusCode::int[],
                        :failureCode::int[], :failureText::text[], :openedAt::bigint[],
                        :reason::text[], :until::bigint[])
              as given (o, e, a, m, t, r, g, s, sc, fc, ft, at, why, u))
        as n (outage_id, open_event_id, account_id, monitor_id, target_id, record_id, group_id,
              since, status_code, failure_code, failure_text, opened_at, reason, quiet_until)
      on conflict (outage_id) do nothing
      """
          .formatted(FIRST_LOOK, LOOK_EVERY);

  private static final String LOCK =
      """
      select outage_id, state from silence where outage_id = any(:outages)
      order by outage_id for update
      """;

  private static final String END =
      """
      update silence set state = :state, reason = coalesce(:reason, reason)
      where outage_id = :outage and state = 'HELD'
      """;

  private static final String STAY =
      """
      update silence
      set reason = :reason, quiet_until = :until,
          look_at = least(greatest(:until, now() + interval '1 second'), now() + %s)
      where outage_id = :outage and state = 'HELD'
      """
          .formatted(LOOK_EVERY);

  /** Once for each reason there is. */
  private static final String PUBLISH =
      """
      with said as (
        update silence set published = reason
        where outage_id = any(:outages) and reason <> 'PENDING'
          and published is distinct from reason
        returning *)
      insert into outbox (kind, cause_id, account_id, monitor_id, target_id, outage_id, silence)
      select 'SILENCED', open_event_id, account_id, monitor_id, target_id, outage_id, reason
      from said order by outage_id
      """;

  private static final String FORGET =
      """
      delete from silence where outage_id in (
        select outage_id from silence
        where state <> 'HELD' and recorded_at < now() - :retention::interval limit :most)
      """;

  private SilenceRows() {}

  /**
   * Keeps what is silenced, and what of it ended; answers what is told all the same.
   *
   * @param routed of a batch of events, in their order
   */
  public static List<Routed> take(Handle handle, List<Routed> routed) {
    hold(handle, routed);
    List<Long> ended = new ArrayList<>();
    List<Long> silent = new ArrayList<>();
    for (Routed each : routed) {
      switch (each) {
        case Routed.Untold(Outage outage, _, _) -> ended.add(outage.outageId());
        case Routed.Lifted(long outageId) -> end(handle, outageId, "TOLD", null);
        case Routed.Silenced(Held held) -> silent.add(held.outage().outageId());
        case Routed _ -> {}
      }
    }
    List<Routed> told = ended.isEmpty() ? routed : untold(handle, routed, ended);
    silent.addAll(ended);
    publish(handle, silent);
    return told;
  }

  private static void hold(Handle handle, List<Routed> routed) {
    Columns columns =
        new Columns()
            .with("outageId", Long.class)
            .with("eventId", String.class)
            .with("accountId", Long.class)
            .with("monitorId", Long.class)
            .with("targetId", Long.class)
            .with("recordId", Long.class)
            .with("groupId", Long.class)
            .with("since", Long.class)
            .with("statusCode", Integer.class)
            .with("failureCode", Integer.class)
            .with("failureText", String.class)
            .with("openedAt", Long.class)
            .with("reason", String.class)
            .with("until", Long.class);
    int rows = 0;
    for (Routed each : routed) {
      if (each instanceof Routed.Silenced(Held held)) {
        Outage outage = held.outage();
        columns.add(
            outage.outageId(),
            held.eventId(),
            held.accountId(),
            outage.monitorId(),
            outage.targetId(),
            outage.recordId(),
            outage.groupId(),
            outage.since(),
            outage.statusCode(),
            outage.failureCode(),
            outage.failureText(),
            held.openedAt().toEpochMilli(),
            held.reason().name(),
            held.until().toEpochMilli());
        rows++;
      }
    }
    if (rows > 0) {
      columns.bind(handle.createUpdate(HOLD)).execute();
    }
  }

  /** What was told just now, by another instance, is followed by its end. */
  private static List<Routed> untold(Handle handle, List<Routed> routed, List<Long> ended) {
    Map<Long, String> states = new HashMap<>();
    handle
        .createQuery(LOCK)
        .bindArray("outages", Long.class, ended)
        .map((row, _) -> Map.entry(row.getLong("outage_id"), row.getString("state")))
        .forEach(state -> states.put(state.getKey(), state.getValue()));
    List<Routed> told = new ArrayList<>();
    for (Routed each : routed) {
      if (each instanceof Routed.Untold(Outage outage, Reason reason, List<Routed> otherwise)) {
        if ("TOLD".equals(states.get(outage.outageId()))) {
          told.addAll(otherwise);
        } else {
          end(handle, outage.outageId(), "OVER", reason.name());
        }
      } else {
        told.add(each);
      }
    }
    return told;
  }

  private static void end(Handle handle, long outageId, String state, @Nullable String reason) {
    handle
        .createUpdate(END)
        .bind("outage", outageId)
        .bind("state", state)
        .bindByType("reason", reason, String.class)
        .execute();
  }

  /** Locks what goes on still; answers what is told of it. */
  public static List<Routed> settle(Handle handle, List<Settlement> settlements) {
    List<Long> all = settlements.stream().map(SilenceRows::outage).toList();
    List<Long> held =
        handle
            .createQuery(LOCK)
            .bindArray("outages", Long.class, all)
            .map((row, _) -> Map.entry(row.getLong("outage_id"), row.getString("state")))
            .filter(state -> state.getValue().equals("HELD"))
            .map(Map.Entry::getKey)
            .list();
    List<Routed> told = new ArrayList<>();
    PreparedBatch stays = handle.prepareBatch(STAY);
    for (Settlement settlement : settlements) {
      if (held.contains(outage(settlement))) {
        switch (settlement) {
          case Settlement.Told(_, List<Routed> routed) -> told.addAll(routed);
          case Settlement.Quiet(Held quiet, var silence) ->
              stays
                  .bind("outage", quiet.outage().outageId())
                  .bind("reason", silence.reason().name())
                  .bind("until", silence.until().atOffset(ZoneOffset.UTC))
                  .add();
        }
      }
    }
    if (stays.size() > 0) {
      stays.execute();
      publish(handle, held);
    }
    return told;
  }

  private static long outage(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Told(Held held, _) -> held.outage().outageId();
      case Settlement.Quiet(Held held, _) -> held.outage().outageId();
    };
  }

  private static void publish(Handle handle, List<Long> outages) {
    if (!outages.isEmpty()) {
      handle.createUpdate(PUBLISH).bindArray("outages", Long.class, outages).execute();
    }
  }

  /** Removes those that are told or over for longer; how many. */
  public static int forget(Handle handle, String retention, int most) {
    return handle.createUpdate(FORGET).bind("retention", retention).bind("most", most).execute();
  }
}
