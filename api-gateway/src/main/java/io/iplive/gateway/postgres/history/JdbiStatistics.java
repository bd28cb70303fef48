package io.iplive.gateway.postgres.history;

import io.iplive.gateway.history.RollupFact;
import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.gateway.history.Statistics;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The projection of rollups. */
public final class JdbiStatistics implements Statistics {

  private static final String HOURS =
      """
      select * from rollup
      where generation = (select generation from projection where name = 'rollups')
        and target_id = :target and hour >= :from and hour < :to
      order by hour
      """;

  private static final String SINCE =
      """
      select target_id, sum(up) as up, sum(down) as down, sum(inconclusive) as inconclusive,
        sum(unmonitored) as unmonitored, sum(paused) as paused
      from rollup
      where generation = (select generation from projection where name = 'rollups')
        and target_id = any(:targets) and hour >= :from
      group by target_id
      """;

  private final Database database;

  /** The rollups in the database. */
  public JdbiStatistics(Database database) {
    this.database = database;
  }

  private record Sum(TargetId target, Times times) {}

  @Override
  public List<RollupFact> hours(TargetId target, Instant from, Instant to) {
    return database.with(handle ->
        handle
            .createQuery(HOURS)
            .bind("target", target.value())
            .bind("from", from.atOffset(ZoneOffset.UTC))
            .bind("to", to.atOffset(ZoneOffset.UTC))
            .map((row, _) -> rollup(row))
            .list());
  }

  @Override
  public Map<TargetId, Times> since(Collection<TargetId> targets, Instant from) {
    return database.with(handle ->
        handle
            .createQuery(SINCE)
            .bindArray("targets", Long.class, targets.stream().map(TargetId::value).toList())
            .bind("from", from.atOffset(ZoneOffset.UTC))
            .map((row, _) -> new Sum(new TargetId(row.getLong("target_id")), times(row)))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Sum::target, Sum::times)));
  }

  private static RollupFact rollup(ResultSet row) throws SQLException {
    Long[] buckets = (Long[]) row.getArray("buckets").getArray();
    return new RollupFact(
        row.getLong("account_id"),
        row.getLong("target_id"),
        row.getObject("hour", OffsetDateTime.class).toInstant(),
        row.getObject("through", OffsetDateTime.class).toInstant(),
        row.getBoolean("complete"),
        times(row),
        row.getInt("checks"),
        row.getInt("checks_down"),
        row.getInt("outages"),
        row.getLong("response_millis"),
        Arrays.asList(buckets));
  }

  private static Times times(ResultSet row) throws SQLException {
    return new Times(
        row.getLong("up"),
        row.getLong("down"),
        row.getLong("inconclusive"),
        row.getLong("unmonitored"),
        row.getLong("paused"));
  }
}
