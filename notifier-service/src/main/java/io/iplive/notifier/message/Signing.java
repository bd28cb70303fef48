package io.iplive.notifier.message;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signature and identity of a call (contracts/delivery.md): HMAC-SHA256 over {@code timestamp + "."
 * + body}, one for each valid secret.
 */
public final class Signing {

  private Signing() {}

  /**
   * The headers of an attempt.
   *
   * @param secrets newest first; none: the call goes unsigned
   * @param body the form of a POST, the raw query of a GET
   */
  public static Map<String, String> headers(
      DeliveryId id, List<String> secrets, Instant now, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Delivery-Id", id.value());
    headers.put("Idempotency-Key", id.value());
    long timestamp = now.getEpochSecond();
    headers.put("X-Signature-Timestamp", Long.toString(timestamp));
    if (!secrets.isEmpty()) {
      headers.put("X-Signature", signature(secrets, timestamp, body));
    }
    return headers;
  }

  static String signature(List<String> secrets, long timestamp, String body) {
    return secrets.stream()
        .map(secret -> "v1=" + Digests.hmacSha256(secret, timestamp + "." + body))
        .collect(Collectors.joining(","));
  }
}
