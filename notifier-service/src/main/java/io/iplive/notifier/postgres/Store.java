package io.iplive.notifier.postgres;

import io.iplive.notifier.directory.StoreUnavailableException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Runs work in a transaction and tells the rest of the program when there was none. */
public final class Store {

  private final Jdbi jdbi;

  public Store(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Runs work that has a result. */
  public <T> T inTransaction(HandleCallback<T, JdbiException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      throw new StoreUnavailableException(e);
    }
  }

  /** Runs work. */
  public void useTransaction(HandleConsumer<JdbiException> work) {
    try {
      jdbi.useTransaction(work);
    } catch (JdbiException e) {
      throw new StoreUnavailableException(e);
    }
  }
}
