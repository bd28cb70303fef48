package io.iplive.gateway.postgres.task;

import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.task.TargetReservations;
import org.jdbi.v3.core.Handle;

/** Reservations in PostgreSQL. */
public final class JdbiTargetReservations implements TargetReservations {

  /** Changes nothing; replicas that want ids wait until this transaction has ended. */
  private static final String HOLD = "alter sequence target_ids no cycle";

  private static final String NEXT_FREE =
      """
      select case when is_called then last_value + seqincrement else last_value end
      from target_ids, pg_sequence where seqrelid = cast('target_ids' as regclass)
      """;

  private final Database database;

  /** The reservations. */
  public JdbiTargetReservations(Database database) {
    this.database = database;
  }

  @Override
  public long reserve(long last) {
    return database.with(handle -> handle.inTransaction(inside -> reserved(inside, last)));
  }

  private static long reserved(Handle handle, long last) {
    handle.execute(HOLD);
    long free = handle.createQuery(NEXT_FREE).mapTo(Long.class).one();
    if (free <= last) {
      handle.execute(
          "insert into target_reservation (first_id, last_id) values (?, ?)", free, last);
      handle.execute("alter sequence target_ids restart with " + (last + 1));
    }
    return free;
  }
}
