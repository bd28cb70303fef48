package io.iplive.notifier.postgres.silence;

import io.iplive.notifier.postgres.DeliveryRows;
import io.iplive.notifier.postgres.Store;
import io.iplive.notifier.routing.Silences;
import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What is silent, in PostgreSQL. */
public final class JdbiSilences implements Silences {

  private static final String UNTOLD =
      "select * from silence where outage_id = any(:outages) and state <> 'TOLD'";

  private static final String DUE =
      """
      select * from silence where state = 'HELD' and look_at <= now()
      order by look_at limit :most
      """;

  private static final String STANDINGS =
      """
      select monitor_id, bool_or(over_at is null) as down, max(over_at) as back_at
      from known_outage where monitor_id = any(:monitors) group by monitor_id
      """;

  private final Store store;

  public JdbiSilences(Jdbi jdbi) {
    this.store = new Store(jdbi);
  }

  @Override
  public Map<Long, Held> untold(Collection<Long> outageIds) {
    Map<Long, Held> untold = new HashMap<>();
    store
        .inTransaction(handle ->
            handle
                .createQuery(UNTOLD)
                .bindArray("outages", Long.class, List.copyOf(outageIds))
                .map((row, _) -> held(row))
                .list())
        .forEach(held -> untold.put(held.outage().outageId(), held));
    return untold;
  }

  @Override
  public List<Held> due(int most) {
    return store.inTransaction(
        handle -> handle.createQuery(DUE).bind("most", most).map((row, _) -> held(row)).list());
  }

  private record Stands(long monitor, Standing standing) {}

  @Override
  public Map<Long, Standing> standings(Collection<Long> monitorIds) {
    Map<Long, Standing> standings = new HashMap<>();
    store
        .inTransaction(handle ->
            handle
                .createQuery(STANDINGS)
                .bindArray("monitors", Long.class, List.copyOf(monitorIds))
                .map((row, _) ->
                    new Stands(
                        row.getLong("monitor_id"),
                        new Standing(row.getBoolean("down"), nullableInstant(row, "back_at"))))
                .list())
        .forEach(stands -> standings.put(stands.monitor(), stands.standing()));
    return standings;
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getString("open_event_id"),
        DeliveryRows.outage(row, row.getLong("since")),
        row.getLong("account_id"),
        instant(row, "opened_at"),
        Reason.valueOf(row.getString("reason")),
        instant(row, "quiet_until"),
        row.getString("state").equals("OVER"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
