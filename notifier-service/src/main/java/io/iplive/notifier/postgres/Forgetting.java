package io.iplive.notifier.postgres;

import io.iplive.notifier.postgres.silence.KnownOutages;
import io.iplive.notifier.postgres.silence.SilenceRows;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Removes what ended long ago; what waits to be published stays. Lanes stay too: they are no more
 * than contacts and targets are.
 */
final class Forgetting {

  /** Skips what is being set to be told again, and keeps the rest from it until it is gone. */
  private static final String OLD =
      """
      select delivery_id from delivery d
      where recorded_at < now() - :retention::interval and state <> 'WAITING'
        and finished_at < now() - :retention::interval
        and not exists (select 1 from outbox where outbox.delivery_id = d.delivery_id)
      order by delivery_id limit :most
      for update skip locked
      """;

  private static final String SMS =
      """
      delete from sms where sms_id in (
        select sms_id from sms where recorded_at < now() - :retention::interval
          and not exists (select 1 from delivery
                          where delivery.delivery_id = sms.delivery_id and state = 'WAITING')
          and not exists (select 1 from outbox where outbox.sms_id = sms.sms_id)
        limit :most)
      """;

  private Forgetting() {}

  static int run(Handle handle, Duration retention, Duration smsRetention, int most) {
    List<Long> old =
        handle
            .createQuery(OLD)
            .bind("retention", retention.toString())
            .bind("most", most)
            .mapTo(Long.class)
            .list();
    if (!old.isEmpty()) {
      handle
          .createUpdate("delete from attempt where delivery_id = any(:ids)")
          .bindArray("ids", Long.class, old)
          .execute();
      handle
          .createUpdate("delete from delivery where delivery_id = any(:ids)")
          .bindArray("ids", Long.class, old)
          .execute();
    }
    int messages =
        handle
            .createUpdate(SMS)
            .bind("retention", smsRetention.toString())
            .bind("most", most)
            .execute();
    int outages =
        SilenceRows.forget(handle, retention.toString(), most)
            + KnownOutages.forget(handle, retention.toString(), most);
    return old.size() + messages + outages;
  }
}
