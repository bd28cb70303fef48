package io.iplive.gateway.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One project of an account, with its own tokens, callback address and signing secrets.
 *
 * @param name {@code app_name}, unique in the installation
 * @param callbackUrl where round results go; null: nowhere
 * @param callbackSecrets newest first, two while rotated
 * @param tokens hashes of the tokens, newest first, two while rotated
 * @param allowed networks in CIDR form that its tokens may be shown from; empty: any
 */
public record App(
    AppId id,
    String name,
    @Nullable String callbackUrl,
    List<Ciphertext> callbackSecrets,
    List<SecretHash> tokens,
    Mode mode,
    Inconclusive inconclusive,
    List<String> allowed) {

  /** When call_back_to_php is sent. */
  public enum Mode {
    EVERY_ROUND,
    ON_CHANGE
  }

  /** What a callback says of an inconclusive record. */
  public enum Inconclusive {
    OMIT,
    INCLUDE
  }
}
