package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.projection.Projection;
import io.iplive.gateway.projection.Rebuilding;
import io.iplive.gateway.projection.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The generations of all projections; each is a partition of its tables. */
public final class Generations implements Rebuilding {

  private static final String STANDING =
      "select generation, building from projection where name = :projection";

  private static final String BEGIN =
      "update projection set building = :building where name = :projection";

  private final Database database;
  private final Map<Projection, List<String>> tables;

  /** Of projections that are kept in the tables of these. */
  public Generations(Database database, List<RowWriter<?>> writers) {
    this.database = database;
    this.tables =
        writers.stream().collect(Collectors.toMap(RowWriter::projection, RowWriter::tables));
  }

  @Override
  public List<Row> all() {
    return database.with(handle ->
        Arrays.stream(Projection.values())
            .filter(tables::containsKey)
            .map(one -> new Row(one, standing(handle, one.word(), "")))
            .toList());
  }

  @Override
  public Standing begin(Projection projection) {
    return database.inTransaction(handle -> {
      Standing standing = standing(handle, projection.word(), " for update");
      if (standing.building() != null) {
        return standing;
      }
      int building = standing.active() + 1;
      for (String table : tables.getOrDefault(projection, List.of())) {
        // Attached, not made as a partition: that would lock out whoever reads the table.
        String part = table(table, building);
        handle.execute("create table %s (like %s including all)".formatted(part, table));
        handle.execute(
            "alter table %s attach partition %s for values in (%d)"
                .formatted(table, part, building));
      }
      handle
          .createUpdate(BEGIN)
          .bind("projection", projection.word())
          .bind("building", building)
          .execute();
      return new Standing(standing.active(), building);
    });
  }

  static Standing standing(Handle handle, String projection, String lock) {
    return handle
        .createQuery(STANDING + lock)
        .bind("projection", projection)
        .map((row, _) -> new Standing(row.getInt(1), row.getObject(2, Integer.class)))
        .one();
  }

  static String table(String table, int generation) {
    return table + "_g" + generation;
  }
}
