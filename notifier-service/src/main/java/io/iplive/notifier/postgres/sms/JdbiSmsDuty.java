package io.iplive.notifier.postgres.sms;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.postgres.DeliveryRows;
import io.iplive.notifier.postgres.DeliveryWrites;
import io.iplive.notifier.postgres.Steps;
import io.iplive.notifier.postgres.Store;
import io.iplive.notifier.smsc.SmsDuty;
import io.iplive.notifier.smsc.Stale.Merge;
import io.iplive.notifier.smsc.Stale.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The channel's duties in PostgreSQL. */
public final class JdbiSmsDuty implements SmsDuty {

  private static final String TAKE =
      """
      insert into duty (name, owner, until) values ('sms', :owner, now() + :length::interval)
      on conflict (name) do update set owner = excluded.owner, until = excluded.until
      where duty.owner = excluded.owner or duty.until < now()
      """;

  private static final String WAITING_LONG =
      """
      with late as (
        select distinct d.receiver_id from delivery d
        join contact c on c.contact_id = d.receiver_id
        where d.receiver = 'CONTACT' and d.state = 'WAITING' and c.channel = 'SMS'
          and d.receiver_id > :after
          and d.text is null and d.began_at < now() - :tooLong::interval
        order by d.receiver_id
        limit :most)
      select d.*, l.subject_id,
             (extract(epoch from now() - d.began_at) * 1000)::bigint as age_millis
      from late
      join lane l on l.receiver = 'CONTACT' and l.receiver_id = late.receiver_id
      join turn on turn.lane_id = l.lane_id
      join delivery d on d.lane_id = l.lane_id and d.state = 'WAITING'
      where turn.lease_until <= now() and d.due_at <= now() + interval '5 minutes'
      order by d.receiver_id, d.delivery_id
      """;

  private static final String LOCK =
      """
      select lane.lane_id from lane join turn on turn.lane_id = lane.lane_id
      where lane.lane_id in (select lane_id from delivery where delivery_id = any(:ids))
        and turn.lease_until <= now()
      order by lane.receiver, lane.receiver_id, lane.subject_id
      for update
      """;

  private final Store store;

  public JdbiSmsDuty(Jdbi jdbi) {
    this.store = new Store(jdbi);
  }

  @Override
  public boolean take(String owner, Duration length) {
    return store.inTransaction(handle ->
        handle.createUpdate(TAKE).bind("owner", owner).bind("length", length.toString()).execute()
            > 0);
  }

  @Override
  public boolean proven() {
    return store.inTransaction(
        handle -> handle.createQuery("select proven from sms_channel").mapTo(Boolean.class).one());
  }

  @Override
  public void proven(boolean works) {
    store.useTransaction(handle ->
        handle.execute(
            "update sms_channel set proven = ? where proven is distinct from ?", works, works));
  }

  @Override
  public List<Delivery> waitingLong(Duration tooLong, long after, int most) {
    return store.inTransaction(handle ->
        handle
            .createQuery(WAITING_LONG)
            .bind("tooLong", tooLong.toString())
            .bind("after", after)
            .bind("most", most)
            .map((row, _) -> DeliveryRows.delivery(row))
            .list());
  }

  /** All of it or nothing: what another instance works on meanwhile is settled the next time. */
  @Override
  public void settle(Settlement settlement) {
    store.useTransaction(handle -> {
      List<Long> all = new ArrayList<>(settlement.ended());
      settlement
          .merges()
          .forEach(merge -> {
            all.add(merge.carrier());
            all.addAll(merge.others());
          });
      List<Long> lanes = locked(handle, all);
      if (lanes.size() < lanesOf(handle, all)) {
        return;
      }
      Steps.drop(handle, settlement.ended(), "held too long: the outage has ended");
      settlement.merges().forEach(merge -> merge(handle, merge));
      DeliveryWrites.setDue(handle, lanes);
    });
  }

  private static List<Long> locked(Handle handle, List<Long> deliveries) {
    return handle
        .createQuery(LOCK)
        .bindArray("ids", Long.class, deliveries)
        .mapTo(Long.class)
        .list();
  }

  private static int lanesOf(Handle handle, List<Long> deliveries) {
    return handle
        .createQuery("select count(distinct lane_id) from delivery where delivery_id = any(:ids)")
        .bindArray("ids", Long.class, deliveries)
        .mapTo(Integer.class)
        .one();
  }

  private static void merge(Handle handle, Merge merge) {
    handle.execute(
        "update delivery set text = ? where delivery_id = ? and state = 'WAITING'",
        merge.text(),
        merge.carrier());
    Steps.drop(handle, merge.others(), "held too long: merged into one message");
  }
}
