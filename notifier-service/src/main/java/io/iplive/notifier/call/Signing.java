package io.iplive.notifier.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signature and identity of a call (contracts/delivery.md): HMAC-SHA256 over {@code timestamp + "."
 * + body}, one for each valid secret.
 */
final class Signing {

  private Signing() {}

  /**
   * The headers of an attempt.
   *
   * @param body of a POST, the raw query of a GET
   */
  static Map<String, String> headers(Caller caller, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Delivery-Id", caller.id().value());
    headers.put("Idempotency-Key", caller.id().value());
    long timestamp = caller.now().getEpochSecond();
    headers.put("X-Signature-Timestamp", Long.toString(timestamp));
    if (!caller.secrets().isEmpty()) {
      headers.put("X-Signature", signature(caller.secrets(), timestamp, body));
    }
    return headers;
  }

  static String signature(List<String> secrets, long timestamp, String body) {
    return secrets.stream()
        .map(secret -> "v1=" + Digests.hmacSha256(secret, timestamp + "." + body))
        .collect(Collectors.joining(","));
  }
}
