package io.iplive.gateway.postgres;

import io.iplive.gateway.recovery.Family;
import io.iplive.gateway.recovery.Ids;
import io.iplive.gateway.recovery.JournalRecovery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Epoch, ids and outbox in PostgreSQL. */
public final class JdbiJournalRecovery implements JournalRecovery {

  /**
   * All of the family's streams that are in their topic, whatever the database takes for the order
   * of letters.
   */
  private static final String QUEUE =
      """
      insert into outbox (stream, version)
      select stream, 0 from journal
      where version = 1 and starts_with(stream, :prefix)
        and not exists (select from forgotten where forgotten.stream = journal.stream)
      order by cast(substr(stream, length(:prefix) + 1) as bigint)
      """;

  private final Database database;
  private final OutboxSignal signal;

  /** Over that database. */
  public JdbiJournalRecovery(Database database, OutboxSignal signal) {
    this.database = database;
    this.signal = signal;
  }

  @Override
  public int epoch() {
    return database.with(
        handle -> handle.createQuery("select epoch from epoch").mapTo(Integer.class).one());
  }

  @Override
  public Map<String, Long> versions() {
    return database.with(handle -> {
      Map<String, Long> versions = new HashMap<>();
      handle
          .createQuery("select stream, max(version) as version from journal group by stream")
          .map((row, _) -> versions.put(row.getString("stream"), row.getLong("version")))
          .forEach(_ -> {});
      return versions;
    });
  }

  @Override
  public int beginEpoch(int after, Map<Ids, Long> taken) {
    int begun =
        database.inTransaction(handle -> {
          int epoch =
              handle
                  .createQuery(
                      "update epoch set epoch = greatest(epoch, :after) + 2 returning epoch")
                  .bind("after", after)
                  .mapTo(Integer.class)
                  .one();
          taken.forEach((ids, last) -> passOver(handle, sequence(ids), last));
          queue(handle, List.of(Family.values()));
          return epoch;
        });
    signal.raise();
    return begun;
  }

  /** A block that is taken now begins behind the id. */
  private static void passOver(Handle handle, String sequence, long last) {
    if (last < 1) {
      return;
    }
    handle
        .createQuery(
            """
            select setval(cast(:sequence as regclass),
                          greatest(case when is_called then last_value else last_value - 1 end, :last))
            from %s where last_value <= :last
            """
                .formatted(sequence))
        .bind("sequence", sequence)
        .bind("last", last)
        .mapTo(Long.class)
        .findOne();
  }

  private static String sequence(Ids ids) {
    return switch (ids) {
      case ACCOUNT -> "account_ids";
      case APP -> "app_ids";
      case CONTACT -> "contact_ids";
      case NODE -> "node_ids";
      case MONITOR -> "monitor_ids";
      case TARGET -> "target_ids";
      case MAINTENANCE -> "maintenance_ids";
    };
  }

  @Override
  public int republish(List<Family> families) {
    int streams = database.inTransaction(handle -> queue(handle, families));
    signal.raise();
    return streams;
  }

  private static int queue(Handle handle, List<Family> families) {
    return families.stream()
        .mapToInt(family -> handle.createUpdate(QUEUE).bind("prefix", family.prefix()).execute())
        .sum();
  }
}
