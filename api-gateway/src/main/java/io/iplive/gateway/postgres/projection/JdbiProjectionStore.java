package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.ProjectionStore;
import io.iplive.gateway.projection.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Rows with the positions they were read to. Appliers hold the projection's row in share mode, the
 * swap alone, so that every record is applied to the generation that is read once it is done.
 */
public final class JdbiProjectionStore<T> implements ProjectionStore<T> {

  private static final String POSITIONS =
      """
      select partition, next_offset, base from projection_position
      where projection = :projection and generation = :generation
      """;

  private static final String KNOW =
      """
      insert into projection_position (projection, generation, partition, next_offset, base)
      select :projection, :generation, given.partition, 0, coalesce(active.base, 0)
      from unnest(:partitions) as given (partition)
      left join (
        select p.partition, p.base from projection_position p
        join projection on name = p.projection and projection.generation = p.generation
        where p.projection = :projection) active on active.partition = given.partition
      on conflict do nothing
      """;

  private static final String LOCK =
      POSITIONS + " and partition = any(:partitions) order by partition for update";

  private static final String MOVE =
      """
      update projection_position set next_offset = greatest(next_offset, given.next)
      from unnest(:partitions, :nexts) as given (read, next)
      where projection = :projection and generation = :generation and partition = given.read
      """;

  private static final String REWIND =
      """
      update projection_position set base = base + next_offset, next_offset = 0
      where projection = :projection and generation = :generation and partition = any(:partitions)
      """;

  private static final String LEASE =
      """
      update projection set builder = :builder, builder_until = now() + interval '10 seconds'
      where name = :projection and building is not null
        and (builder is null or builder = :builder or builder_until < now())
      returning building
      """;

  private static final String SWAP =
      """
      update projection
      set generation = :generation, building = null, builder = null, builder_until = null
      where name = :projection
      """;

  private static final String PARTITIONS =
      """
      select child.relname from pg_inherits
      join pg_class parent on parent.oid = inhparent
      join pg_class child on child.oid = inhrelid
      where parent.relname = :table and parent.relnamespace = current_schema::regnamespace
      """;

  private static final String FORGET =
      """
      delete from projection_position
      where projection = :projection and generation <> all(:kept)
      """;

  private final Database database;
  private final RowWriter<T> rows;
  private final String name;

  /** Keeps what {@code rows} writes. */
  public JdbiProjectionStore(Database database, RowWriter<T> rows) {
    this.database = database;
    this.rows = rows;
    this.name = rows.projection().word();
  }

  @Override
  public Standing standing() {
    return database.with(handle -> Generations.standing(handle, name, ""));
  }

  @Override
  public Map<Integer, Long> positions(int generation) {
    return database.with(handle -> positions(handle, generation));
  }

  @Override
  public void rewind(int generation, Collection<Integer> partitions) {
    database.with(handle ->
        handle
            .createUpdate(REWIND)
            .bind("projection", name)
            .bind("generation", generation)
            .bindArray("partitions", Integer.class, partitions)
            .execute());
  }

  @Override
  public Taking apply(
      int generation, Map<Integer, Long> from, List<Located<T>> records, Map<Integer, Long> next) {
    return database.inTransaction(handle ->
        Generations.standing(handle, name, " for share").has(generation)
            ? write(handle, generation, from, records, next)
            : Taking.OVER);
  }

  @Override
  public OptionalInt leaseBuilding(String builder) {
    return database.with(handle ->
        handle
            .createQuery(LEASE)
            .bind("projection", name)
            .bind("builder", builder)
            .mapTo(Integer.class)
            .findOne()
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty));
  }

  @Override
  public void swap(int built, Rest<T> rest) {
    database.inTransaction(handle -> {
      Standing standing = Generations.standing(handle, name, " for update");
      Integer building = standing.building();
      if (building != null && building == built) {
        Map<Integer, Long> target = positions(handle, standing.active());
        write(handle, built, Map.of(), rest.upTo(target), target);
        handle.createUpdate(SWAP).bind("projection", name).bind("generation", built).execute();
      }
      return built;
    });
  }

  @Override
  public void sweep() {
    rows.tables().forEach(this::sweep);
    database.inTransaction(handle ->
        handle
            .createUpdate(FORGET)
            .bind("projection", name)
            .bindArray(
                "kept", Integer.class, Generations.standing(handle, name, " for update").all())
            .execute());
  }

  /** One a transaction: a query may hold one of the tables and wait for another. */
  private void sweep(String table) {
    database.inTransaction(handle -> {
      List<String> living =
          Generations.standing(handle, name, " for update").all().stream()
              .map(number -> Generations.table(table, number))
              .toList();
      List<String> over =
          handle.createQuery(PARTITIONS).bind("table", table).mapTo(String.class).list().stream()
              .filter(partition -> !living.contains(partition))
              .toList();
      over.forEach(partition -> handle.execute("drop table " + partition));
      return over.size();
    });
  }

  /**
   * How far a partition was read.
   *
   * @param base what was read of the topics that it was before
   */
  private record Position(int partition, long next, long base) {

    static Position of(ResultSet row) throws SQLException {
      return new Position(row.getInt(1), row.getLong(2), row.getLong(3));
    }
  }

  private Taking write(
      Handle handle,
      int generation,
      Map<Integer, Long> from,
      List<Located<T>> records,
      Map<Integer, Long> next) {
    List<Integer> partitions = next.keySet().stream().sorted().toList();
    handle
        .createUpdate(KNOW)
        .bind("projection", name)
        .bind("generation", generation)
        .bindArray("partitions", Integer.class, partitions)
        .execute();
    Map<Integer, Position> stored =
        handle
            .createQuery(LOCK)
            .bind("projection", name)
            .bind("generation", generation)
            .bindArray("partitions", Integer.class, partitions)
            .map((row, _) -> Position.of(row))
            .stream()
            .collect(Collectors.toMap(Position::partition, Function.identity()));
    if (stored.values().stream()
        .anyMatch(row -> row.next() < from.getOrDefault(row.partition(), 0L))) {
      return Taking.BEHIND;
    }
    List<Located<T>> fresh = new ArrayList<>();
    for (Located<T> record : records) {
      Position position = stored.get(record.partition());
      if (position == null || record.offset() >= position.next()) {
        long base = position == null ? 0 : position.base();
        fresh.add(new Located<>(record.partition(), base + record.offset(), record.fact()));
      }
    }
    if (!fresh.isEmpty()) {
      rows.write(handle, generation, fresh);
    }
    handle
        .createUpdate(MOVE)
        .bind("projection", name)
        .bind("generation", generation)
        .bindArray("partitions", Integer.class, partitions)
        .bindArray("nexts", Long.class, partitions.stream().map(next::get).toList())
        .execute();
    return Taking.TAKEN;
  }

  private Map<Integer, Long> positions(Handle handle, int generation) {
    return handle
        .createQuery(POSITIONS)
        .bind("projection", name)
        .bind("generation", generation)
        .map((row, _) -> Position.of(row))
        .stream()
        .collect(Collectors.toMap(Position::partition, Position::next));
  }
}
