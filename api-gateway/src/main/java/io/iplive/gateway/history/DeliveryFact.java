package io.iplive.gateway.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of one notice to one contact.
 *
 * @param contactId null: a callback of an app
 * @param targetId 0: none
 * @param outcome what it says of the contact
 * @param sms null: not one, or not accepted yet
 * @param silenced null: not what it says
 * @param told an outage whose beginning is told from now on; null: not what it says
 */
public record DeliveryFact(
    long accountId,
    @Nullable Long contactId,
    long targetId,
    Instant at,
    Outcome outcome,
    @Nullable String error,
    @Nullable Sms sms,
    @Nullable Silenced silenced,
    @Nullable Long told) {

  /** What became of it. */
  public enum Outcome {
    DELIVERED,
    GIVEN_UP,
    /** Neither yet, or nothing to do with the contact. */
    OTHER
  }

  /** An outage that nobody is told of for now. */
  public record Silenced(long outageId, Silence why) {}

  /** Why. */
  public enum Silence {
    MAINTENANCE,
    PARENT
  }

  /**
   * A message as the provider knows it.
   *
   * @param parts what is charged; 0: it was not accepted
   * @param state the provider's; null: none known yet
   * @param error the provider's; null: none
   * @param sentAt null: it was not accepted
   */
  public record Sms(
      long id,
      String phone,
      String text,
      int parts,
      @Nullable Integer state,
      @Nullable Integer error,
      @Nullable Instant sentAt) {}
}
