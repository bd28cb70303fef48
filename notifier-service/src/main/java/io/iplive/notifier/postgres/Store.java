package io.iplive.notifier.postgres;

import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.directory.UnstorableException;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Runs work in a transaction and tells the rest of the program when there was none. */
public final class Store {

  /** Classes of SQLSTATE: data exception, integrity violation, limit of the program. */
  private static final Set<String> REFUSALS = Set.of("22", "23", "54");

  private final Jdbi jdbi;

  public Store(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Runs work that has a result. */
  public <T> T inTransaction(HandleCallback<T, JdbiException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      throw fault(e);
    }
  }

  /** Runs work. */
  public void useTransaction(HandleConsumer<JdbiException> work) {
    try {
      jdbi.useTransaction(work);
    } catch (JdbiException e) {
      throw fault(e);
    }
  }

  private static StoreUnavailableException fault(JdbiException e) {
    return e.getCause() instanceof SQLException why
            && why.getSQLState() != null
            && why.getSQLState().length() > 2
            && REFUSALS.contains(why.getSQLState().substring(0, 2))
        ? new UnstorableException(e)
        : new StoreUnavailableException(e);
  }
}
