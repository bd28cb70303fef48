package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Journal.Result;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Next;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Puts the steps of deliveries down for deliveries.v1, with the change that they tell of. */
public final class Steps {

  /**
   * What ended while an earlier one of its lane was set to be told again is told again behind that
   * one: a close stays the last that its receiver hears.
   */
  private static final String FINISH =
      """
      with ends as (
        select e.*,
               e.state <> 'WAITING'
               and exists (select 1 from delivery own
                           join delivery earlier on earlier.lane_id = own.lane_id
                            and earlier.delivery_id < own.delivery_id
                            and earlier.state = 'WAITING'
                           where own.delivery_id = e.id) as again
        from unnest(:id::bigint[], :state::text[], :made::int[], :pause::bigint[],
                    :note::text[], :step::text[], :latency::int[], :code::int[], :error::text[])
          as e (id, state, made, pause, note, step, latency, code, error)),
      done as (
        update delivery d
        set state = case when e.again then 'WAITING' else e.state end,
            attempts = case when e.again then 0 else d.attempts + e.made end,
            note = case when not e.again then e.note end,
            due_at = now() + e.pause * interval '1 ms',
            began_at = case when e.again then now() else d.began_at end,
            finished_at = case when e.state <> 'WAITING' and not e.again then now() end
        from ends e
        where d.delivery_id = e.id and d.state = 'WAITING'
        returning d.delivery_id, d.attempts, case when not e.again then e.step end as step,
                  e.latency, e.code, e.error)
      insert into outbox (kind, delivery_id, attempts, latency_millis, answer_code, error)
      select step, delivery_id, attempts, latency, code, error
      from done where step is not null order by delivery_id
      """;

  private static final String GIVEN_UP =
      """
      insert into outbox (kind, delivery_id, attempts, latency_millis, answer_code, error)
      values ('GIVEN_UP', :id, :attempts, :latency, :code, :error)
      """;

  private static final String CONFLATED =
      """
      insert into outbox (kind, cause_id, account_id, monitor_id, app_id, error)
      select 'DROPPED', n.cause_id, n.account_id, n.monitor_id, n.app_id,
             'a newer round took its place'
      from unnest(:causeId::text[], :accountId::bigint[], :monitorId::bigint[], :appId::bigint[])
        as n (cause_id, account_id, monitor_id, app_id)
      """;

  private static final String DROP =
      """
      with dropped as (
        update delivery set state = 'DROPPED', finished_at = now(), note = :note
        where delivery_id = any(:ids) and state = 'WAITING'
        returning delivery_id, attempts)
      insert into outbox (kind, delivery_id, attempts, error)
      select 'DROPPED', delivery_id, attempts, :note from dropped order by delivery_id
      """;

  private Steps() {}

  static void finish(Handle handle, List<Result> results) {
    Columns ends =
        new Columns()
            .with("id", Long.class)
            .with("state", String.class)
            .with("made", Integer.class)
            .with("pause", Long.class)
            .with("note", String.class)
            .with("step", String.class)
            .with("latency", Integer.class)
            .with("code", Integer.class)
            .with("error", String.class);
    results.forEach(result -> add(ends, result));
    ends.bind(handle.createUpdate(FINISH)).execute();
  }

  private static void add(Columns ends, Result result) {
    Attempt attempt = result.attempt();
    int made = attempt == null ? 0 : 1;
    switch (result.next()) {
      case Next.Delivered _ -> add(ends, result, "DELIVERED", made, 0, null, "DELIVERED");
      case Next.Repeat(var pause) ->
          add(ends, result, "WAITING", made, pause.toMillis(), null, null);
      case Next.Held(var pause) -> add(ends, result, "WAITING", 0, pause.toMillis(), null, "HELD");
      case Next.GivenUp _ -> add(ends, result, "GIVEN_UP", made, 0, null, "GIVEN_UP");
      case Next.Dropped(String why) -> add(ends, result, "DROPPED", 0, 0, why, "DROPPED");
    }
  }

  private static void add(
      Columns ends,
      Result result,
      String state,
      int made,
      long pause,
      @Nullable String note,
      @Nullable String step) {
    Attempt attempt = result.attempt();
    Outcome outcome = attempt == null ? null : Outcome.of(attempt.answer());
    String error = outcome == null ? null : outcome.error();
    ends.add(
        result.delivery().number(),
        state,
        made,
        pause,
        note,
        step,
        attempt == null ? null : Math.toIntExact(attempt.latency().toMillis()),
        outcome == null ? null : outcome.code(),
        note == null ? error : note);
  }

  static void givenUp(Handle handle, long delivery, List<Attempt> attempts) {
    Attempt last = attempts.getLast();
    Outcome outcome = Outcome.of(last.answer());
    handle
        .createUpdate(GIVEN_UP)
        .bind("id", delivery)
        .bind("attempts", attempts.size())
        .bind("latency", Math.toIntExact(last.latency().toMillis()))
        .bind("code", outcome.code())
        .bind("error", outcome.error())
        .execute();
  }

  static void conflated(Handle handle, List<NewDelivery> callbacks) {
    Columns rounds =
        new Columns()
            .with("causeId", String.class)
            .with("accountId", Long.class)
            .with("monitorId", Long.class)
            .with("appId", Long.class);
    for (NewDelivery callback : callbacks) {
      rounds.add(
          callback.eventId(),
          callback.accountId(),
          callback.lane().subjectId(),
          callback.lane().receiverId());
    }
    rounds.bind(handle.createUpdate(CONFLATED)).execute();
  }

  /** Drops those of the deliveries that wait. */
  public static void drop(Handle handle, List<Long> deliveries, String why) {
    if (!deliveries.isEmpty()) {
      handle
          .createUpdate(DROP)
          .bindArray("ids", Long.class, deliveries)
          .bind("note", why)
          .execute();
    }
  }
}
