package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.routing.OutageRouting;
import io.iplive.notifier.routing.Routed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Outages that contacts are reminded of. */
final class Reminders {

  /**
   * Only with an open that was recorded in this transaction: the event again starts nothing. After
   * a beginning that is told late, as behind a maintenance, a whole interval passes.
   */
  private static final String START =
      """
      insert into reminder (contact_id, target_id, outage_id, open_event_id, account_id, monitor_id,
                            record_id, group_id, since, status_code, failure_code, failure_text,
                            next_at)
      select c, t, o, e, a, m, r, g, s, sc, fc, ft,
             case when to_timestamp(f) > now() then to_timestamp(f)
                  else now() + greatest(contact.repeat_minutes, 1) * interval '1 minute' end
      from unnest(:contactId::bigint[], :targetId::bigint[], :outageId::bigint[], :eventId::text[],
                  :accountId::bigint[], :monitorId::bigint[], :recordId::bigint[],
                  :groupId::bigint[], :since::bigint[], :statusCode::int[], :failureCode::int[],
                  :failureText::text[], :first::bigint[])
        as n (c, t, o, e, a, m, r, g, s, sc, fc, ft, f)
        join contact on contact.contact_id = n.c
      where exists (select 1 from delivery d
                    where d.event_id = e and d.receiver = 'CONTACT' and d.receiver_id = c
                      and d.recorded_at = now())
      on conflict do nothing
      """;

  private static final String END =
      """
      delete from reminder using unnest(:targets::bigint[], :outages::bigint[]) as n (t, o)
      where target_id = n.t and outage_id = n.o
      """;

  /**
   * Before the reminders themselves, as whoever records an end has its lane and then ends its
   * reminders. A lane that is being worked on is left to the next look.
   */
  private static final String LANES =
      """
      select l.lane_id
      from reminder r
      join lane l on l.receiver = 'CONTACT' and l.receiver_id = r.contact_id
                 and l.subject_id = r.target_id
      where r.next_at <= now() and r.target_id = any(:targets)
      order by l.receiver, l.receiver_id, l.subject_id
      for update of l skip locked
      """;

  /**
   * Those of contacts that are told no more end. The others are due again a whole interval later,
   * however late this one was; one is skipped while something still waits in its lane, and in a
   * silence.
   */
  private static final String TAKE =
      """
      with due as (
        select r.contact_id, r.target_id, r.outage_id, r.monitor_id
        from reminder r
        join lane l on l.receiver = 'CONTACT' and l.receiver_id = r.contact_id
                   and l.subject_id = r.target_id
        where r.next_at <= now() and r.target_id = any(:targets) and l.lane_id = any(:lanes)
        order by r.next_at for update of r skip locked),
      kept as (
        select due.*, greatest(c.repeat_minutes, 1) * interval '1 minute' as every,
               due.target_id = any(:quiet) or exists (select 1 from lane l join delivery d using (lane_id)
                       where l.receiver = 'CONTACT' and l.receiver_id = due.contact_id
                         and l.subject_id = due.target_id and d.state = 'WAITING') as busy
        from due
        join contact c on c.contact_id = due.contact_id
        left join account a on a.account_id = c.account_id
        left join monitor m on m.monitor_id = due.monitor_id
        where (m.monitor_id is null
               or case when m.contacts is null then c.is_default
                       else c.contact_id = any(m.contacts) end)
          and c.active and c.repeat_minutes > 0 and c.channel <> 'HTTP'
          and coalesce(a.state, 'ACTIVE') in ('ACTIVE', 'UNPAID')),
      over as (
        delete from reminder r using due
        where (r.contact_id, r.target_id, r.outage_id)
              = (due.contact_id, due.target_id, due.outage_id)
          and not exists (select 1 from kept
                          where (kept.contact_id, kept.target_id, kept.outage_id)
                                = (due.contact_id, due.target_id, due.outage_id))),
      moved as (
        update reminder r
        set next_at = r.next_at + kept.every
                      * (1 + floor(extract(epoch from now() - r.next_at)
                                   / extract(epoch from kept.every))),
            sent = r.sent + case when kept.busy then 0 else 1 end
        from kept
        where (r.contact_id, r.target_id, r.outage_id)
              = (kept.contact_id, kept.target_id, kept.outage_id)
        returning r.*, kept.busy)
      select moved.outage_id, moved.monitor_id, moved.target_id, moved.record_id, moved.group_id,
             moved.since, moved.status_code, moved.failure_code, moved.failure_text,
             moved.open_event_id, moved.sent, moved.contact_id, c.account_id, c.repeats
      from moved join contact c on c.contact_id = moved.contact_id
      where not moved.busy
      """;

  private static final String DUE =
      "select target_id, monitor_id from reminder where next_at <= now() order by next_at limit :most";

  private Reminders() {}

  static void start(Handle handle, List<Routed.Reminded> reminded) {
    Columns columns =
        new Columns()
            .with("contactId", Long.class)
            .with("targetId", Long.class)
            .with("outageId", Long.class)
            .with("eventId", String.class)
            .with("accountId", Long.class)
            .with("monitorId", Long.class)
            .with("recordId", Long.class)
            .with("groupId", Long.class)
            .with("since", Long.class)
            .with("statusCode", Integer.class)
            .with("failureCode", Integer.class)
            .with("failureText", String.class)
            .with("first", Long.class);
    for (Routed.Reminded each : reminded) {
      Outage outage = each.outage();
      columns.add(
          each.lane().receiverId(),
          outage.targetId(),
          outage.outageId(),
          each.openEventId(),
          each.accountId(),
          outage.monitorId(),
          outage.recordId(),
          outage.groupId(),
          outage.since(),
          outage.statusCode(),
          outage.failureCode(),
          outage.failureText(),
          each.first());
    }
    columns.bind(handle.createUpdate(START)).execute();
  }

  static void end(Handle handle, List<Routed.RemindersOver> over) {
    handle
        .createUpdate(END)
        .bindArray(
            "targets", Long.class, over.stream().map(each -> each.outage().targetId()).toList())
        .bindArray(
            "outages", Long.class, over.stream().map(each -> each.outage().outageId()).toList())
        .execute();
  }

  /** Targets that reminders are due of, the longest due first, with their monitors. */
  static Map<Long, Long> due(Handle handle, int most) {
    Map<Long, Long> due = new HashMap<>();
    handle
        .createQuery(DUE)
        .bind("most", most)
        .map((row, _) -> Map.entry(row.getLong("target_id"), row.getLong("monitor_id")))
        .forEach(each -> due.put(each.getKey(), each.getValue()));
    return due;
  }

  /** The deliveries of the reminders of targets that are due. */
  static List<NewDelivery> take(Handle handle, Set<Long> targets, Set<Long> quiet) {
    List<Long> lanes =
        handle
            .createQuery(LANES)
            .bindArray("targets", Long.class, List.copyOf(targets))
            .mapTo(Long.class)
            .list();
    return handle
        .createQuery(TAKE)
        .bindArray("targets", Long.class, List.copyOf(targets))
        .bindArray("lanes", Long.class, lanes)
        .bindArray("quiet", Long.class, List.copyOf(quiet))
        .map((row, _) ->
            OutageRouting.reminder(
                row.getString("open_event_id"),
                row.getLong("contact_id"),
                row.getLong("account_id"),
                Repeats.valueOf(row.getString("repeats")),
                DeliveryRows.outage(row, row.getLong("since")),
                row.getInt("sent")))
        .list();
  }
}
