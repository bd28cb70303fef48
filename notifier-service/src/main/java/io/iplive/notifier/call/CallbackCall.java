package io.iplive.notifier.call;

import io.iplive.notifier.message.Message.RoundTold;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The call of call_back_to_php (contracts/iplive.md). */
public final class CallbackCall {

  private CallbackCall() {}

  /**
   * The call that tells of a round.
   *
   * @throws IllegalArgumentException when the address cannot be called
   */
  public static Call of(Caller caller, String appName, RoundTold round) {
    String form =
        "group_id="
            + round.groupId()
            + "&timestamp="
            + round.timestamp()
            + "&result="
            + URLEncoder.encode(round.result(), StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>(Signing.headers(caller, form));
    headers.put("X-App-Name", appName);
    return Call.post(Addresses.usable(caller.address()), Call.Type.FORM, form, headers);
  }
}
