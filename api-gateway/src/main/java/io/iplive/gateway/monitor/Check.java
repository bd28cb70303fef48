package io.iplive.gateway.monitor;

import io.iplive.gateway.account.Ciphertext;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a target and what counts as right.
 *
 * @param port null: the protocol's own, also when that changes
 * @param host for the Host header, SNI and the certificate's name; null: none
 * @param userAgent null: the node's own
 */
public record Check(
    @Nullable Integer port,
    String path,
    @Nullable String host,
    @Nullable Ciphertext cookies,
    String expectedCodes,
    @Nullable String userAgent,
    boolean tlsVerify) {

  static final Check PRESET = new Check(null, "/", null, null, "2xx,3xx", null, true);
}
