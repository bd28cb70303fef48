package io.iplive.notifier.message;

import org.jspecify.annotations.Nullable;

/**
 * An outage of one target. Times are unix seconds.
 *
 * @param recordId the caller's id of the record; for a task its target's
 * @param groupId the caller's group; null for a task
 * @param since when its first failing round was
 * @param statusCode HTTP status code received; null: none
 * @param failureCode number of the published list; null: none known
 * @param failureText one sentence in English; null: none
 */
public record Outage(
    long outageId,
    long monitorId,
    long targetId,
    long recordId,
    @Nullable Long groupId,
    long since,
    @Nullable Integer statusCode,
    @Nullable Integer failureCode,
    @Nullable String failureText) {

  private static final int RECOVERED = 200;

  /**
   * The seed's code of an error: what was received, and 0 for nothing. 200 means recovery, so an
   * error that came with 200 (a missing keyword, say) is 0.
   */
  public int seedCode() {
    return statusCode == null || statusCode == RECOVERED ? 0 : statusCode;
  }

  /** The published list's code, or the seed's where that is not known. */
  public int fullCode() {
    return failureCode == null ? seedCode() : failureCode;
  }
}
