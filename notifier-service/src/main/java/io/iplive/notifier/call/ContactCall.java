package io.iplive.notifier.call;

import io.iplive.notifier.message.Outage;
import java.net.URI;

/** The call of an HTTP contact (contracts/monitorus.md, "HTTP contact"). */
public final class ContactCall {

  private static final int RECOVERED = 200;

  private ContactCall() {}

  /**
   * The call that tells of an opened outage.
   *
   * @param fullCodes whether the published list's code is sent; else the seed's
   * @throws IllegalArgumentException when the address cannot be called
   */
  public static Call opened(Caller caller, boolean fullCodes, Outage outage) {
    int status = fullCodes ? outage.fullCode() : outage.seedCode();
    return call(caller, outage.targetId(), status, outage.since());
  }

  /** The call that tells of a recovery. Throws as {@link #opened}. */
  public static Call recovered(Caller caller, long targetId, long closedAt) {
    return call(caller, targetId, RECOVERED, closedAt);
  }

  /** A call of no task, to try the address and the secret with. Throws as {@link #opened}. */
  public static Call test(Caller caller) {
    return call(caller, 0, 0, caller.now().getEpochSecond());
  }

  private static Call call(Caller caller, long targetId, int status, long date) {
    String secret = caller.secrets().isEmpty() ? "" : caller.secrets().getFirst();
    String key = key(secret, targetId, status, date);
    String parameters = "key=" + key + "&id=" + targetId + "&status=" + status + "&date=" + date;
    URI uri = Addresses.withQuery(caller.address(), parameters);
    return Call.get(uri, Signing.headers(caller, uri.getRawQuery()));
  }

  static String key(String secret, long targetId, int status, long date) {
    return Digests.md5(secret + targetId + status + date);
  }
}
