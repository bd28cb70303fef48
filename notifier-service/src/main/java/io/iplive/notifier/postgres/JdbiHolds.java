package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Holds;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Holds in PostgreSQL, by its clock. */
public final class JdbiHolds implements Holds {

  private static final String HOLD =
      """
      insert into hold (host, reason, detail, held_until)
      values (:host, :reason, :detail, now() + :length::interval)
      on conflict (host) do update
      set reason = excluded.reason, detail = excluded.detail, held_until = excluded.held_until
      where hold.held_until < excluded.held_until
      """;

  private final Store store;

  public JdbiHolds(Jdbi jdbi) {
    this.store = new Store(jdbi);
  }

  @Override
  public void hold(String host, String reason, String detail, Duration length) {
    store.useTransaction(handle ->
        handle
            .createUpdate(HOLD)
            .bind("host", host)
            .bind("reason", reason)
            .bind("detail", detail)
            .bind("length", length.toString())
            .execute());
  }

  @Override
  public void release(String host) {
    store.useTransaction(handle -> handle.execute("delete from hold where host = ?", host));
  }

  @Override
  public Optional<Hold> of(String host) {
    return store.inTransaction(handle ->
        handle
            .createQuery(
                "select reason, detail from hold where host = :host and held_until > now()")
            .bind("host", host)
            .map((row, _) -> new Hold(row.getString("reason"), row.getString("detail")))
            .findOne());
  }
}
