package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.RoundRecords.ChangeOffer;
import io.iplive.notifier.round.LastStatuses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What on_change apps were last told of, a row a monitor. */
final class LastStatusesRows {

  private static final String LOAD =
      """
      select monitor_id, round_at, up, down from last_statuses
      where monitor_id = any(:monitors) order by monitor_id for update
      """;

  private static final String SAVE =
      """
      insert into last_statuses (monitor_id, round_at, up, down)
      values (:monitor, :roundAt, :up, :down)
      on conflict (monitor_id) do update
      set round_at = excluded.round_at, up = excluded.up, down = excluded.down
      """;

  private LastStatusesRows() {}

  /** Takes rounds in their order; the deliveries of those that are news. */
  static List<NewDelivery> news(Handle handle, List<ChangeOffer> offers) {
    Map<Long, LastStatuses> statuses = load(handle, offers);
    List<NewDelivery> news = new ArrayList<>();
    for (ChangeOffer offer : offers) {
      long monitor = offer.round().monitorId();
      LastStatuses.Step step = LastStatuses.step(statuses.get(monitor), offer.round());
      statuses.put(monitor, step.next());
      if (step.changed()) {
        news.add(offer.delivery());
      }
    }
    save(handle, statuses);
    return news;
  }

  private static Map<Long, LastStatuses> load(Handle handle, List<ChangeOffer> offers) {
    List<Long> monitors =
        offers.stream().map(offer -> offer.round().monitorId()).distinct().toList();
    Map<Long, LastStatuses> statuses = new HashMap<>();
    handle
        .createQuery(LOAD)
        .bindArray("monitors", Long.class, monitors)
        .map((row, _) -> Map.entry(row.getLong("monitor_id"), statuses(row)))
        .forEach(entry -> statuses.put(entry.getKey(), entry.getValue()));
    return statuses;
  }

  private static LastStatuses statuses(ResultSet row) throws SQLException {
    return new LastStatuses(
        row.getTimestamp("round_at").toInstant(), ids(row, "up"), ids(row, "down"));
  }

  private static Set<Long> ids(ResultSet row, String column) throws SQLException {
    return Set.of((Long[]) row.getArray(column).getArray());
  }

  private static void save(Handle handle, Map<Long, LastStatuses> statuses) {
    PreparedBatch batch = handle.prepareBatch(SAVE);
    statuses.forEach((monitor, last) ->
        batch
            .bind("monitor", monitor)
            .bind("roundAt", last.roundAt())
            .bind("up", last.up().toArray(Long[]::new))
            .bind("down", last.down().toArray(Long[]::new))
            .add());
    batch.execute();
  }
}
