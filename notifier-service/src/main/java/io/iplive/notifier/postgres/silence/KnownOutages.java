package io.iplive.notifier.postgres.silence;

import io.iplive.notifier.message.Outage;
import io.iplive.notifier.postgres.Columns;
import io.iplive.notifier.routing.Routed;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Outages as they begin and end, told or not. */
public final class KnownOutages {

  /**
   * Of a target goes on one at most: should an end be missing, the next beginning is one. A
   * beginning that comes again is none.
   */
  private static final String BEGIN =
      """
      with begun as (
        select * from unnest(:outage::bigint[], :monitor::bigint[], :target::bigint[],
                             :since::bigint[]) as b (outage_id, monitor_id, target_id, since)),
      missed as (
        update known_outage k set over_at = to_timestamp(b.since)
        from begun b
        where k.target_id = b.target_id and k.outage_id <> b.outage_id and k.over_at is null
          and not exists (select 1 from known_outage old where old.outage_id = b.outage_id))
      insert into known_outage (outage_id, monitor_id, target_id)
      select outage_id, monitor_id, target_id from begun
      on conflict (outage_id) do nothing
      """;

  private static final String END =
      """
      insert into known_outage (outage_id, monitor_id, target_id, over_at)
      select distinct on (o) o, m, t, to_timestamp(e)
      from unnest(:outage::bigint[], :monitor::bigint[], :target::bigint[], :at::bigint[])
        as n (o, m, t, e)
      order by o
      on conflict (outage_id) do update set over_at = excluded.over_at
      """;

  private static final String FORGET =
      """
      delete from known_outage where outage_id in (
        select outage_id from known_outage
        where over_at < now() - :retention::interval and known_at < now() - :retention::interval
        limit :most)
      """;

  private KnownOutages() {}

  /** All of a batch: first what began, then what ended. */
  public static void take(Handle handle, List<Routed> routed) {
    Columns begun = columns("since");
    Columns ended = columns("at");
    int beginnings = 0;
    int ends = 0;
    for (Routed each : routed) {
      switch (each) {
        case Routed.Began(Outage outage) -> {
          add(begun, outage, outage.since());
          beginnings++;
        }
        case Routed.Over(Outage outage, Instant at) -> {
          add(ended, outage, at.getEpochSecond());
          ends++;
        }
        case Routed _ -> {}
      }
    }
    if (beginnings > 0) {
      begun.bind(handle.createUpdate(BEGIN)).execute();
    }
    if (ends > 0) {
      ended.bind(handle.createUpdate(END)).execute();
    }
  }

  private static Columns columns(String time) {
    return new Columns()
        .with("outage", Long.class)
        .with("monitor", Long.class)
        .with("target", Long.class)
        .with(time, Long.class);
  }

  private static void add(Columns columns, Outage outage, long seconds) {
    columns.add(outage.outageId(), outage.monitorId(), outage.targetId(), seconds);
  }

  /** Removes those that ended longer ago; how many. */
  public static int forget(Handle handle, String retention, int most) {
    return handle.createUpdate(FORGET).bind("retention", retention).bind("most", most).execute();
  }
}
