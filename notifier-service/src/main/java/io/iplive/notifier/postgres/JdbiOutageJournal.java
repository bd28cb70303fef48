package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.postgres.silence.KnownOutages;
import io.iplive.notifier.postgres.silence.SilenceRows;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Routed;
import io.iplive.notifier.routing.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What outage events leave in PostgreSQL. */
public final class JdbiOutageJournal implements OutageJournal {

  /** Its lanes are locked already: whatever ends was recorded, or closed, just before. */
  private static final String ENDED =
      """
      select d.delivery_id
      from unnest(:contactId::bigint[], :targetId::bigint[], :outageId::bigint[], :within::boolean[])
           as e (contact_id, target_id, outage_id, within)
      join lane l on l.receiver = 'CONTACT' and l.receiver_id = e.contact_id
                 and l.subject_id = e.target_id
      join delivery d on d.lane_id = l.lane_id and d.state = 'WAITING'
                     and d.outage_id = e.outage_id
      where exists (select 1 from delivery o
                    where o.lane_id = l.lane_id and o.state = 'WAITING' and o.attempts = 0
                      and o.outage_id = e.outage_id and o.kind = 'OUTAGE_OPENED'
                      and (e.within or o.due_at > now())
                      and not (exists (select 1 from turn
                                       where turn.lane_id = l.lane_id
                                         and turn.lease_until > now())
                               and o.delivery_id = (select min(w.delivery_id) from delivery w
                                                    where w.lane_id = l.lane_id
                                                      and w.state = 'WAITING')))
      """;

  private static final String LOCK_ENDED =
      """
      select lane_id from lane
      join unnest(:contactId::bigint[], :targetId::bigint[]) as e (receiver_id, subject_id)
        using (receiver_id, subject_id)
      where receiver = 'CONTACT'
      order by receiver, receiver_id, subject_id
      for update of lane
      """;

  private final Store store;

  public JdbiOutageJournal(Jdbi jdbi) {
    this.store = new Store(jdbi);
  }

  @Override
  public void take(List<Routed> routed, List<Kept> waiting) {
    if (!routed.isEmpty() || !waiting.isEmpty()) {
      store.useTransaction(handle -> {
        take(handle, routed);
        if (!waiting.isEmpty()) {
          Backlog.keep(handle, waiting);
        }
      });
    }
  }

  /** In few steps over the whole batch, which keeps the order that matters: open before its end. */
  private static void take(Handle handle, List<Routed> all) {
    KnownOutages.take(handle, all);
    List<Routed> routed = SilenceRows.take(handle, all);
    DeliveryWrites.record(
        handle, only(routed, Routed.Told.class).stream().map(Routed.Told::delivery).toList());
    List<Routed.Reminded> reminded = only(routed, Routed.Reminded.class);
    if (!reminded.isEmpty()) {
      Reminders.start(handle, reminded);
    }
    List<Routed.Ended> ended = only(routed, Routed.Ended.class);
    if (!ended.isEmpty()) {
      end(handle, ended);
    }
    List<Routed.RemindersOver> over = only(routed, Routed.RemindersOver.class);
    if (!over.isEmpty()) {
      Reminders.end(handle, over);
    }
  }

  private static <T extends Routed> List<T> only(List<Routed> routed, Class<T> kind) {
    return routed.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static void end(Handle handle, List<Routed.Ended> ended) {
    Columns columns =
        new Columns()
            .with("contactId", Long.class)
            .with("targetId", Long.class)
            .with("outageId", Long.class)
            .with("within", Boolean.class);
    ended.forEach(end ->
        columns.add(end.lane().receiverId(), end.lane().subjectId(), end.outageId(), end.within()));
    Columns places = new Columns().with("contactId", Long.class).with("targetId", Long.class);
    ended.forEach(end -> places.add(end.lane().receiverId(), end.lane().subjectId()));
    List<Long> lanes = places.bind(handle.createQuery(LOCK_ENDED)).mapTo(Long.class).list();
    DeliveryWrites.holdTurns(handle, lanes);
    List<Long> dropped = columns.bind(handle.createQuery(ENDED)).mapTo(Long.class).list();
    Steps.drop(handle, dropped, "it ended within the contact's delay");
    DeliveryWrites.setDue(handle, lanes);
  }

  @Override
  public Set<Long> blocked(Set<Long> monitorIds) {
    return store.inTransaction(handle -> Backlog.blocked(handle, monitorIds));
  }

  @Override
  public void block(Kept dead) {
    store.useTransaction(handle -> Backlog.keep(handle, List.of(dead)));
  }

  @Override
  public List<Kept> deadLetters() {
    return store.inTransaction(Backlog::dead);
  }

  @Override
  public List<Kept> alive(long monitorId, @Nullable Position redriven) {
    return store.inTransaction(handle -> Backlog.of(handle, monitorId)).stream()
        .takeWhile(event -> !event.dead() || event.at().equals(redriven))
        .toList();
  }

  @Override
  public Set<Long> forgotten() {
    return store.inTransaction(Backlog::forgotten);
  }

  @Override
  public void takeKept(List<Routed> routed, List<Position> done, @Nullable Position dead) {
    store.useTransaction(handle -> {
      take(handle, routed);
      Backlog.remove(handle, done);
      if (dead != null) {
        Backlog.die(handle, dead);
      }
    });
  }

  @Override
  public void settle(List<Settlement> settlements) {
    if (!settlements.isEmpty()) {
      store.useTransaction(handle -> take(handle, SilenceRows.settle(handle, settlements)));
    }
  }

  @Override
  public Map<Long, Long> remindable(int most) {
    return store.inTransaction(handle -> Reminders.due(handle, most));
  }

  @Override
  public int remind(Set<Long> targets, Set<Long> quiet) {
    if (targets.isEmpty()) {
      return 0;
    }
    return store.inTransaction(handle -> {
      List<NewDelivery> due = Reminders.take(handle, targets, quiet);
      DeliveryWrites.record(handle, due);
      return due.size();
    });
  }

  @Override
  public int redeliver(long accountId, long fromMillis, long toMillis, @Nullable Long contactId) {
    return store.inTransaction(
        handle -> Redelivery.run(handle, accountId, fromMillis, toMillis, contactId));
  }

  @Override
  public int forget(Duration retention, Duration smsRetention, int most) {
    return store.inTransaction(handle -> Forgetting.run(handle, retention, smsRetention, most));
  }
}
