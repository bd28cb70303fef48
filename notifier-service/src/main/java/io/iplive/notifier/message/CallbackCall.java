package io.iplive.notifier.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The call of call_back_to_php (contracts/iplive.md). */
public final class CallbackCall {

  private CallbackCall() {}

  /**
   * The call that tells of a round.
   *
   * @throws IllegalArgumentException when the address cannot be called
   */
  public static Call of(
      String address,
      String appName,
      List<String> secrets,
      RoundResult round,
      DeliveryId id,
      Instant now) {
    String form =
        "group_id="
            + round.groupId()
            + "&timestamp="
            + round.timestamp()
            + "&result="
            + URLEncoder.encode(round.result(), StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>(Signing.headers(id, secrets, now, form));
    headers.put("X-App-Name", appName);
    return new Call(Addresses.usable(address), form, headers);
  }
}
