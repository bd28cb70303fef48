package io.iplive.gateway.postgres.history;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.history.Cursor;
import io.iplive.gateway.history.DeliveryFact.Silence;
import io.iplive.gateway.history.Evidence;
import io.iplive.gateway.history.OutageFact.End;
import io.iplive.gateway.history.OutageFact.Reason;
import io.iplive.gateway.history.OutageLog;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.Payload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The projection of outages. */
public final class JdbiOutageLog implements OutageLog {

  private static final String ACTIVE = "(select generation from projection where name = 'outages')";

  private static final String COLUMNS =
      """
      o.outage_id, o.target_id, t.ref, o.group_id, o.record_id, o.since, o.status_code,
      o.closed_at, o.reason, s.reason as silenced
      """;

  private static final String SILENCES =
      """
      left join silence s on s.outage_id = o.outage_id
        and s.generation = (select generation from projection where name = 'deliveries')
      """;

  private static final String OVERLAPPING =
      """
      from outage o left join task t on t.task_id = o.target_id %s
      where o.generation = %s and o.account_id = :account and o.app_id is null
        and (:task is null or o.target_id = :task)
        and o.since < :to and coalesce(o.closed_at, 'infinity') > :from
      """
          .formatted(SILENCES, ACTIVE);

  private static final String ONE =
      """
      select o.failure_code, o.failure_text, o.evidence, %s
      from outage o left join task t on t.task_id = o.target_id %s
      where o.generation = %s and o.outage_id = :outage and o.account_id = :account
      """
          .formatted(COLUMNS, SILENCES, ACTIVE);

  private static final String COUNT =
      """
      select count(*) from outage
      where generation = %s and target_id = :target
        and since < :to and coalesce(closed_at, 'infinity') > :from
      """
          .formatted(ACTIVE);

  private static final String EXPECTED =
      """
      select coalesce(sum(greatest(0, extract(epoch from
               least(o.closed_at, s.told_at, :to) - greatest(o.since, :from)) * 1000)), 0)::bigint
      from outage o %s
      where o.generation = %s and o.target_id = :target and s.reason = 'MAINTENANCE'
        and o.since < :to and coalesce(o.closed_at, 'infinity') > :from
      """
          .formatted(SILENCES, ACTIVE);

  /** By their rank in their partition, so that what is cut off lies behind what is there. */
  private static final String EVENTS =
      """
      select e.partition, e.event_offset, e.opened, %2$s
      from projection_position p
      left join unnest(:partitions, :nexts) as c (partition, next) on c.partition = p.partition
      join lateral (
        select outage_id, partition, event_offset, opened,
               row_number() over (order by event_offset) as place
        from (
          select * from outage_event
          where generation = p.generation and account_id = :account
            and partition = p.partition and event_offset >= coalesce(c.next, 0)
          order by event_offset limit :most) first) e on true
      join outage o on o.generation = p.generation and o.outage_id = e.outage_id
      left join task t on t.task_id = o.target_id %3$s
      where p.projection = 'outages' and p.generation = %1$s
      order by e.place, e.partition limit :most
      """
          .formatted(ACTIVE, COLUMNS, SILENCES);

  private final Database database;

  /** The outages in the database. */
  public JdbiOutageLog(Database database) {
    this.database = database;
  }

  private record Place(int partition, long offset, Event event) {}

  @Override
  public Page overlapping(
      AccountId account, @Nullable TargetId task, Instant from, Instant to, long skip, int most) {
    Long id = task == null ? null : task.value();
    return database.with(handle -> {
      long total =
          handle
              .createQuery("select count(*) " + OVERLAPPING)
              .bind("account", account.value())
              .bindByType("task", id, Long.class)
              .bind("from", from.atOffset(ZoneOffset.UTC))
              .bind("to", to.atOffset(ZoneOffset.UTC))
              .mapTo(Long.class)
              .one();
      List<Outage> outages =
          handle
              .createQuery(
                  "select "
                      + COLUMNS
                      + OVERLAPPING
                      + "order by o.since desc, o.outage_id desc offset :skip limit :most")
              .bind("account", account.value())
              .bindByType("task", id, Long.class)
              .bind("from", from.atOffset(ZoneOffset.UTC))
              .bind("to", to.atOffset(ZoneOffset.UTC))
              .bind("skip", skip)
              .bind("most", most)
              .map((row, _) -> outage(row))
              .list();
      return new Page(total, outages);
    });
  }

  @Override
  public Optional<Detail> one(AccountId account, long outageId) {
    return database.with(handle ->
        handle
            .createQuery(ONE)
            .bind("outage", outageId)
            .bind("account", account.value())
            .map((row, _) -> {
              String evidence = row.getString("evidence");
              return new Detail(
                  outage(row),
                  row.getObject("failure_code", Integer.class),
                  row.getString("failure_text"),
                  evidence == null ? null : Payload.read(evidence, Evidence.class));
            })
            .findOne());
  }

  @Override
  public long count(TargetId target, Instant from, Instant to) {
    return database.with(handle ->
        handle
            .createQuery(COUNT)
            .bind("target", target.value())
            .bind("from", from.atOffset(ZoneOffset.UTC))
            .bind("to", to.atOffset(ZoneOffset.UTC))
            .mapTo(Long.class)
            .one());
  }

  @Override
  public Duration expected(TargetId target, Instant from, Instant to) {
    return Duration.ofMillis(
        database.with(handle ->
            handle
                .createQuery(EXPECTED)
                .bind("target", target.value())
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one()));
  }

  @Override
  public Events events(AccountId account, Cursor after, int most) {
    List<Integer> partitions = after.next().keySet().stream().sorted().toList();
    List<Place> places =
        database.with(handle ->
            handle
                .createQuery(EVENTS)
                .bind("account", account.value())
                .bindArray("partitions", Integer.class, partitions)
                .bindArray("nexts", Long.class, partitions.stream().map(after.next()::get).toList())
                .bind("most", most)
                .map((row, _) ->
                    new Place(
                        row.getInt("partition"),
                        row.getLong("event_offset"),
                        new Event(row.getBoolean("opened"), outage(row))))
                .list());
    Cursor next = after;
    for (Place place : places) {
      next = next.past(place.partition(), place.offset());
    }
    return new Events(places.stream().map(Place::event).toList(), next);
  }

  private static Outage outage(ResultSet row) throws SQLException {
    OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
    String silenced = row.getString("silenced");
    return new Outage(
        row.getLong("outage_id"),
        new TargetId(row.getLong("target_id")),
        row.getString("ref"),
        row.getObject("group_id", Long.class),
        row.getLong("record_id"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("status_code", Integer.class),
        closed == null
            ? null
            : new End(closed.toInstant(), Reason.valueOf(row.getString("reason"))),
        silenced == null ? null : Silence.valueOf(silenced));
  }
}
