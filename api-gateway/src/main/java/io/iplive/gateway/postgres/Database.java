package io.iplive.gateway.postgres;

import io.iplive.gateway.journal.JournalUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Runs statements; tells a database that is away, and a conflict, from a fault of ours. */
public final class Database {

  private static final String UNIQUE_VIOLATION = "23505";

  /** Connection, resources, operator's intervention: classes of SQLState that time heals. */
  private static final Set<String> PASSING = Set.of("08", "53", "57");

  private final Jdbi jdbi;

  private Database(Jdbi jdbi) {
    this.jdbi = jdbi.installPlugin(new PostgresPlugin());
    // Bound values would put hashes and customers' addresses into the log.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /** Over a pool. */
  public static Database over(DataSource pool) {
    return new Database(Jdbi.create(pool));
  }

  /** Over one connection, which stays the caller's. */
  static Database over(Connection connection) {
    return new Database(Jdbi.create(connection));
  }

  /** Reads, or runs one statement. */
  public <R> R with(Function<Handle, R> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw passing(e) ? new JournalUnavailableException(e) : e;
    }
  }

  /** Runs one statement, and so one transaction; false when it would break a unique key. */
  public boolean write(Consumer<Handle> statement) {
    try {
      jdbi.useHandle(statement::accept);
      return true;
    } catch (JdbiException e) {
      if (UNIQUE_VIOLATION.equals(state(e))) {
        return false;
      }
      throw passing(e) ? new JournalUnavailableException(e) : e;
    }
  }

  /** Runs statements as one transaction. */
  public <R> R inTransaction(Function<Handle, R> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw passing(e) ? new JournalUnavailableException(e) : e;
    }
  }

  /** Runs statements as one transaction; false when it would break a unique key. */
  public boolean transact(Consumer<Handle> statements) {
    return write(handle -> handle.useTransaction(statements::accept));
  }

  /** The next value of a sequence. */
  public long nextValue(String sequence) {
    return with(handle ->
        handle
            .createQuery("select nextval(cast(:sequence as regclass))")
            .bind("sequence", sequence)
            .mapTo(Long.class)
            .one());
  }

  private static boolean passing(JdbiException e) {
    String state = state(e);
    return e instanceof ConnectionException
        || (state.length() >= 2 && PASSING.contains(state.substring(0, 2)));
  }

  private static String state(JdbiException e) {
    return e.getCause() instanceof SQLException cause && cause.getSQLState() != null
        ? cause.getSQLState()
        : "";
  }
}
