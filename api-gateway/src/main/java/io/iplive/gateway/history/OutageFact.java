package io.iplive.gateway.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outage opened or closed.
 *
 * @param appId null: of a task
 * @param groupId null: of a task
 * @param since roundAt of the first failing round
 * @param statusCode HTTP status code received; null: none
 * @param failureCode of the published list; null: none
 * @param failureText one sentence on it
 * @param evidence what was seen first; null: nothing was told, or it is the end
 * @param end null: it opened
 */
public record OutageFact(
    long outageId,
    long accountId,
    @Nullable Long appId,
    @Nullable Long groupId,
    long monitorId,
    long targetId,
    long recordId,
    Instant since,
    @Nullable Integer statusCode,
    @Nullable Integer failureCode,
    @Nullable String failureText,
    @Nullable Evidence evidence,
    @Nullable End end) {

  /** How an outage ended. */
  public record End(Instant at, Reason reason) {}

  /** Why an outage ended, in the words of the task API. */
  public enum Reason {
    RECOVERED,
    STOPPED,
    REMOVED,
    BALANCE
  }
}
