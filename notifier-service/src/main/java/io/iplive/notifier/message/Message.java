package io.iplive.notifier.message;

import org.jspecify.annotations.Nullable;

/** What a receiver is told; the words are found at attempt time. Times are unix seconds. */
public sealed interface Message permits Message.OutageOpened, Message.OutageClosed, RoundResult {

  /**
   * A target went down.
   *
   * @param since when its first failing round was
   * @param statusCode HTTP status code received; null: none
   * @param failureCode number of the published list; null: none known
   */
  record OutageOpened(
      long targetId, long since, @Nullable Integer statusCode, @Nullable Integer failureCode)
      implements Message {}

  /** A target recovered. */
  record OutageClosed(long targetId, long closedAt) implements Message {}
}
