package io.iplive.notifier.text;

import org.jspecify.annotations.Nullable;

/**
 * What a text speaks of. Times are unix seconds.
 *
 * @param task the monitor's name
 * @param data what is watched: URL, host, address
 * @param code status code received, or else the published failure code; 0: neither
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
    @Nullable Integer failureCode,
    @Nullable String failureText,
    long start,
    @Nullable Long stop,
    long now,
    String account) {}
