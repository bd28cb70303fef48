package io.iplive.notifier.postgres;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sets what was told, or could not be, to be told again; never what was not to be told. The close
 * of an open that is told again is told again behind it.
 */
final class Redelivery {

  private static final String AGAIN =
      """
      with chosen as (
        select delivery_id, lane_id, outage_id, kind from delivery
        where account_id = :accountId and receiver = 'CONTACT'
          and state in ('DELIVERED', 'GIVEN_UP')
          and recorded_at >= to_timestamp(:from / 1000.0)
          and recorded_at < to_timestamp(:to / 1000.0)
          and kind in ('OUTAGE_OPENED', 'OUTAGE_CLOSED')
          and (:contactId::bigint is null or receiver_id = :contactId)),
      again as (
        select delivery_id, lane_id from chosen
        union
        select d.delivery_id, d.lane_id from delivery d
        join chosen using (lane_id, outage_id)
        where chosen.kind = 'OUTAGE_OPENED' and d.kind = 'OUTAGE_CLOSED'
          and d.state in ('DELIVERED', 'GIVEN_UP')
          and d.account_id = :accountId)
      """;

  private static final String LOCK =
      AGAIN
          + """
          select lane_id from lane where lane_id in (select lane_id from again)
          order by receiver, receiver_id, subject_id for update
          """;

  /**
   * A statement of its own: the one that waits for the lanes sees deliveries as they were before,
   * and would leave out a close that was delivered meanwhile.
   */
  private static final String MAKE =
      AGAIN
          + """
          , made as (
            update delivery
            set state = 'WAITING', attempts = 0, due_at = now(), began_at = now(),
                finished_at = null, note = null, text = null
            where delivery_id in (select delivery_id from again)
              and lane_id = any(:locked) and state in ('DELIVERED', 'GIVEN_UP')
            returning delivery_id, lane_id),
          told as (
            insert into outbox (kind, delivery_id)
            select 'RECORDED', delivery_id from made order by delivery_id)
          select lane_id from made
          """;

  private Redelivery() {}

  static int run(
      Handle handle, long accountId, long fromMillis, long toMillis, @Nullable Long contactId) {
    List<Long> locked =
        handle
            .createQuery(LOCK)
            .bind("accountId", accountId)
            .bind("from", fromMillis)
            .bind("to", toMillis)
            .bind("contactId", contactId)
            .mapTo(Long.class)
            .list();
    List<Long> lanes =
        handle
            .createQuery(MAKE)
            .bind("accountId", accountId)
            .bind("from", fromMillis)
            .bind("to", toMillis)
            .bind("contactId", contactId)
            .bindArray("locked", Long.class, locked)
            .mapTo(Long.class)
            .list();
    DeliveryWrites.setDue(handle, Set.copyOf(lanes));
    return lanes.size();
  }
}
