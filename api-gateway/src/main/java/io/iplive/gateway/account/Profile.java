package io.iplive.gateway.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an account appears to its own customers; nothing of it names this product.
 *
 * @param userAgent of its probes; null: the installation's
 * @param test a test account: no SMS or mail leaves, nothing is charged
 * @param senderAddress From of its mails; null: the installation's
 * @param senderName name beside it; null: none
 * @param replyTo Reply-To of its mails; null: none
 * @param smsSender sender of its SMS; null: the provider's default
 * @param templates its own texts
 */
public record Profile(
    @Nullable String userAgent,
    boolean test,
    @Nullable String senderAddress,
    @Nullable String senderName,
    @Nullable String replyTo,
    @Nullable String smsSender,
    List<Template> templates) {

  /** Of a new account. */
  public static final Profile PRESET = new Profile(null, false, null, null, null, null, List.of());
}
