package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.history.RollupFact;
import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.Projection;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Hours of targets; a later record of the same hour replaces the row. */
public final class RollupRows implements RowWriter<RollupFact> {

  private static final String ROLLUP =
      """
      insert into rollup (generation, target_id, hour, account_id, through, complete, up, down,
        inconclusive, unmonitored, paused, checks, checks_down, outages, response_millis, buckets)
      values (:generation, :target, :hour, :account, :through, :complete, :up, :down,
        :inconclusive, :unmonitored, :paused, :checks, :checksDown, :outages, :response, :buckets)
      on conflict (generation, target_id, hour) do update
      set through = excluded.through, complete = excluded.complete, up = excluded.up,
        down = excluded.down, inconclusive = excluded.inconclusive,
        unmonitored = excluded.unmonitored, paused = excluded.paused, checks = excluded.checks,
        checks_down = excluded.checks_down, outages = excluded.outages,
        response_millis = excluded.response_millis, buckets = excluded.buckets
      """;

  @Override
  public Projection projection() {
    return Projection.ROLLUPS;
  }

  @Override
  public List<String> tables() {
    return List.of("rollup");
  }

  @Override
  public void write(Handle handle, int generation, List<Located<RollupFact>> records) {
    PreparedBatch rollups = handle.prepareBatch(ROLLUP);
    for (Located<RollupFact> record : records) {
      RollupFact fact = record.fact();
      rollups
          .bind("generation", generation)
          .bind("target", fact.targetId())
          .bind("hour", fact.hour().atOffset(ZoneOffset.UTC))
          .bind("account", fact.accountId())
          .bind("through", fact.through().atOffset(ZoneOffset.UTC))
          .bind("complete", fact.complete())
          .bind("up", fact.millis().up())
          .bind("down", fact.millis().down())
          .bind("inconclusive", fact.millis().inconclusive())
          .bind("unmonitored", fact.millis().unmonitored())
          .bind("paused", fact.millis().paused())
          .bind("checks", fact.checks())
          .bind("checksDown", fact.checksDown())
          .bind("outages", fact.outages())
          .bind("response", fact.responseMillis())
          .bindArray("buckets", Long.class, fact.buckets())
          .add();
    }
    rollups.execute();
  }
}
