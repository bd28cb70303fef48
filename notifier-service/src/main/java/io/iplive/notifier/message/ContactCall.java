package io.iplive.notifier.message;

import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  public static Call opened(
      String address,
      List<String> secrets,
      boolean fullCodes,
      OutageOpened outage,
      DeliveryId id,
      Instant now) {
    Integer code = fullCodes ? outage.failureCode() : seedCode(outage.statusCode());
    int status = code == null ? 0 : code;
    return call(address, secrets, outage.targetId(), status, outage.since(), id, now);
  }

  /** The call that tells of a recovery. Throws as {@link #opened}. */
  public static Call closed(
      String address, List<String> secrets, OutageClosed outage, DeliveryId id, Instant now) {
    return call(address, secrets, outage.targetId(), RECOVERED, outage.closedAt(), id, now);
  }

  /** 200 means recovery, so an error that came with 200 (a missing keyword, say) is 0. */
  private static @Nullable Integer seedCode(@Nullable Integer received) {
    return received == null || received == RECOVERED ? null : received;
  }

  private static Call call(
      String address,
      List<String> secrets,
      long targetId,
      int status,
      long date,
      DeliveryId id,
      Instant now) {
    String secret = secrets.isEmpty() ? "" : secrets.getFirst();
    String key = key(secret, targetId, status, date);
    String parameters = "key=" + key + "&id=" + targetId + "&status=" + status + "&date=" + date;
    URI uri = Addresses.withQuery(address, parameters);
    return new Call(uri, null, Signing.headers(id, secrets, now, uri.getRawQuery()));
  }

  static String key(String secret, long targetId, int status, long date) {
    return Digests.md5(secret + targetId + status + date);
  }
}
