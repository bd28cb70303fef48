package io.iplive.notifier.postgres.sms;

import io.iplive.notifier.postgres.Store;
import io.iplive.notifier.smsc.Numbering.Counted;
import io.iplive.notifier.smsc.Numbering.Counters;
import io.iplive.notifier.smsc.SmsBook.Numbers;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The sequences of SMS and of steps. */
public final class JdbiCounters implements Counters {

  private static final String COUNTED =
      """
      select case when is_called then last_value else 0 end as position,
             (select max(recorded_at) from (
                select recorded_at from sms order by sms_id desc limit 50) last) as newest
      from outbox_position_seq
      """;

  private final Store store;
  private final Numbers range;

  public JdbiCounters(Jdbi jdbi, Numbers range) {
    this.store = new Store(jdbi);
    this.range = range;
  }

  @Override
  public Counted counted() {
    return store.inTransaction(handle ->
        handle
            .createQuery(COUNTED)
            .map((row, _) -> {
              OffsetDateTime newest = row.getObject("newest", OffsetDateTime.class);
              return new Counted(
                  row.getLong("position"), newest == null ? null : newest.toInstant());
            })
            .one());
  }

  /** The steps last: until they are passed, all of it is done again. */
  @Override
  public void pass(int smsId, long position) {
    store.useTransaction(handle -> {
      pass(handle, "sms_number", smsId - range.from() + 1L);
      pass(handle, "outbox_position_seq", position);
    });
  }

  private static void pass(Handle handle, String sequence, long last) {
    if (last > 0) {
      handle
          .createQuery(
              "select setval('%1$s', greatest(last_value, :last)) from %1$s".formatted(sequence))
          .bind("last", last)
          .mapTo(Long.class)
          .one();
    }
  }
}
