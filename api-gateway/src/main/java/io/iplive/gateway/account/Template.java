package io.iplive.gateway.account;

import org.jspecify.annotations.Nullable;

/**
 * An account's own text of a notice (contracts/delivery.md, "Email").
 *
 * @param codes a status code, a class like {@code 4xx}, or {@code *}
 * @param audience {@code client} or {@code staff}; null: both
 * @param language en, ru or zh
 * @param channel email, sms or telegram
 * @param subject of a mail; null: the built-in one
 * @param html of a mail; null: made from the text
 */
public record Template(
    Event event,
    String codes,
    @Nullable String audience,
    String language,
    String channel,
    @Nullable String subject,
    String text,
    @Nullable String html) {

  /** What a notice tells of. */
  public enum Event {
    OPENED,
    CLOSED,
    REMINDER,
    BALANCE_LOW,
    BALANCE_ZERO
  }
}
