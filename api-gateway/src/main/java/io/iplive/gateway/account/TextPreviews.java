package io.iplive.gateway.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows texts before they are ever sent; whoever composes the real ones does it. */
public interface TextPreviews {

  /**
   * What is to be shown, with an example's values.
   *
   * @param code status code received, or a published failure code; null: none
   * @param audience client or staff
   * @param language en, ru or zh
   * @param zone IANA name; dates are in it
   * @param channel email, sms or telegram
   */
  record Wanted(
      long accountId,
      Template.Event event,
      @Nullable Integer code,
      String audience,
      String language,
      String zone,
      String channel) {}

  /**
   * A composed text.
   *
   * @param subject of a mail; empty elsewhere
   * @param html of a mail; empty elsewhere
   * @param parts that an SMS of it takes; null: it is none
   */
  record Composed(String subject, String text, String html, @Nullable Integer parts) {}

  /** The text; empty: nobody could be asked for it. */
  Optional<Composed> preview(Wanted wanted);
}
