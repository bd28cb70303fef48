package io.iplive.notifier.call;

import io.iplive.notifier.message.DeliveryId;
import java.time.Instant;
import java.util.List;

/**
 * What every signed call has.
 *
 * @param address of the receiver
 * @param secrets newest first; none: the call goes unsigned
 * @param id of the delivery
 * @param now when it is signed
 */
public record Caller(String address, List<String> secrets, DeliveryId id, Instant now) {

  public Caller {
    secrets = List.copyOf(secrets);
  }
}
