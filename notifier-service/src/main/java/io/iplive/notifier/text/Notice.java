package io.iplive.notifier.text;

import org.jspecify.annotations.Nullable;

/**
 * What a text speaks of. Times are unix seconds.
 *
 * @param task the monitor's name
 * @param data what is watched: URL, host, address
 * @param code that is shown: status code received, or published failure code; 0: neither
 * @param chosen code that a text is chosen by: status code received, else the published one
 * @param failureCode number of the published list; null: none known
 * @param failureText a sentence in English; null: none
 * @param start of the outage, or of the state of the balance
 * @param stop of the outage; null: it goes on
 * @param now when the text is made
 * @param account its name
 */
public record Notice(
    NoticeKind kind,
    String task,
    String data,
    int code,
    int chosen,
    @Nullable Integer failureCode,
    @Nullable String failureText,
    long start,
    @Nullable Long stop,
    long now,
    String account) {

  /** Of which the text is chosen by what it shows. */
  public Notice(
      NoticeKind kind,
      String task,
      String data,
      int code,
      @Nullable Integer failureCode,
      @Nullable String failureText,
      long start,
      @Nullable Long stop,
      long now,
      String account) {
    this(kind, task, data, code, code, failureCode, failureText, start, stop, now, account);
  }
}
