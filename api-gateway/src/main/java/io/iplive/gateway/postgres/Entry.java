package io.iplive.gateway.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * A row of the journal to be written together with its outbox row and whatever of the read model
 * follows from it: one statement, and so one transaction and one round trip.
 */
public record Entry(String stream, long version, String kind, Instant at, String payload) {

  private static final String RECORD =
      """
      with recorded as (
        insert into journal (stream, version, epoch, kind, occurred_at, payload)
        values (:stream, :version, (select epoch from epoch), :kind, :at,
                cast(:payload as jsonb))),
      queued as (
        insert into outbox (stream, version) values (:stream, :version))
      """;

  /**
   * The statement that records an entry.
   *
   * @param readModel goes on after {@code with … queued as (…)}
   */
  public static String statement(String readModel) {
    return RECORD + readModel;
  }

  /** Binds the entry's part of the statement. */
  public <S extends SqlStatement<S>> S boundTo(S statement) {
    return statement
        .bind("stream", stream)
        .bind("version", version)
        .bind("kind", kind)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("payload", payload);
  }

  /**
   * Starts the statement for one entry.
   *
   * @param readModel as in {@link #statement}
   */
  public Update followedBy(Handle handle, String readModel) {
    return boundTo(handle.createUpdate(statement(readModel)));
  }
}
