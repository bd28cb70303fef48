package io.iplive.gateway.task;

import io.iplive.gateway.account.Ciphertext;
import org.jspecify.annotations.Nullable;

/**
 * What only some tasks ask of their target, as the customer gave it; null: not asked for. What
 * means nothing to the task's kind is kept and has no effect.
 *
 * @param slow milliseconds from which on a good answer is slow
 * @param ipVersion 4, 6 or both
 * @param pattern a regular expression that must be found in the page
 * @param jsonPath where there must be a value in the page
 * @param jsonExpect what that value must be
 * @param contentHash SHA-256 of the page, hex
 * @param pins keys that the server may have, separated by commas
 * @param clientCert certificates and key in PEM
 * @param script of a TCP connection, a step a line
 * @param packets echoes a check
 * @param packetSize bytes of each
 * @param ttl hops of each
 * @param loss percent of them that may stay without an answer
 */
public record Demands(
    @Nullable Integer slow,
    @Nullable String ipVersion,
    @Nullable String pattern,
    @Nullable String jsonPath,
    @Nullable String jsonExpect,
    @Nullable String contentHash,
    @Nullable String pins,
    @Nullable Ciphertext clientCert,
    @Nullable String script,
    @Nullable Integer packets,
    @Nullable Integer packetSize,
    @Nullable Integer ttl,
    @Nullable Integer loss) {

  /** Nothing. */
  public static final Demands NONE =
      new Demands(null, null, null, null, null, null, null, null, null, null, null, null, null);
}
