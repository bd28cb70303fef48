package io.iplive.gateway.account;

/**
 * A secret at rest.
 *
 * @param keyId which key of the installation sealed it
 * @param base64 nonce and ciphertext
 */
public record Ciphertext(String keyId, String base64) {}
