package io.iplive.notifier.postgres.sms;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.message.Message.OfOutage;
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
import java.util.Set;
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

  /** One that was given to the provider may be at the phone already, and must end as it is. */
  private static final String UNTOUCHED =
      """
      d.state = 'WAITING' and d.attempts = 0 and d.text is null
       and not exists (select 1 from sms
                       where sms.delivery_id = d.delivery_id and sms.asked > 0
                         and (sms.outcome is null
                              or sms.outcome = 'ACCEPTED' and sms.sent_at >= d.began_at))
      """;

  private static final String WAITING_LONG =
      """
      with late as (
        select distinct d.receiver_id from delivery d
        join contact c on c.contact_id = d.receiver_id
        where d.receiver = 'CONTACT' and c.channel = 'SMS' and d.receiver_id > :after
          and d.began_at < now() - :tooLong::interval and %1$s
        order by d.receiver_id
        limit :most)
      select d.*, l.subject_id,
             (extract(epoch from now() - d.began_at) * 1000)::bigint as age_millis
      from late
      join lane l on l.receiver = 'CONTACT' and l.receiver_id = late.receiver_id
      join turn on turn.lane_id = l.lane_id
      join delivery d on d.lane_id = l.lane_id
      where turn.lease_until <= now() and d.due_at <= now() + interval '5 minutes' and %1$s
      order by d.receiver_id, d.delivery_id
      """
          .formatted(UNTOUCHED);

  private static final String PROVEN =
      """
      select proven and exists (
        select from (select outcome, sent_at from sms order by sms_id desc limit 50) last
        where outcome = 'ACCEPTED' and sent_at > now() - interval '1 minute')
      from sms_channel
      """;

  private static final String OVER =
      """
      select outage_id from known_outage
      where outage_id = any(:outages) and over_at is not null
      """;

  private static final String LOCK =
      """
      select lane.lane_id from lane join turn on turn.lane_id = lane.lane_id
      where lane.lane_id in (select lane_id from delivery where delivery_id = any(:ids))
        and turn.lease_until <= now()
      order by lane.receiver, lane.receiver_id, lane.subject_id
      for update
      """;

  private static final String STILL =
      "select count(*) from delivery d where d.delivery_id = any(:ids) and " + UNTOUCHED;

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
    return store.inTransaction(handle -> handle.createQuery(PROVEN).mapTo(Boolean.class).one());
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

  @Override
  public Set<Long> over(List<Delivery> deliveries) {
    List<Long> outages =
        deliveries.stream()
            .map(delivery -> delivery.content().message())
            .filter(OfOutage.class::isInstance)
            .map(message -> ((OfOutage) message).outage().outageId())
            .distinct()
            .toList();
    return store.inTransaction(handle ->
        handle.createQuery(OVER).bindArray("outages", Long.class, outages).mapTo(Long.class).set());
  }

  /**
   * All of it or nothing: what another instance works on meanwhile, or has attempted since the
   * decision, is settled the next time.
   */
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
      if (lanes.size() < lanesOf(handle, all) || untouched(handle, all) < all.size()) {
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

  private static int untouched(Handle handle, List<Long> deliveries) {
    return handle
        .createQuery(STILL)
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
