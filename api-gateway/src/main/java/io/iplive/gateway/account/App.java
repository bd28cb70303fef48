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
 */
public record App(
    AppId id,
    String name,
    @Nullable String callbackUrl,
    List<Ciphertext> callbackSecrets,
    List<SecretHash> tokens) {}
