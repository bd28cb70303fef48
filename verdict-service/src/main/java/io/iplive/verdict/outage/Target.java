package io.iplive.verdict.outage;

import io.iplive.verdict.keyed.Keyed;
import java.time.Instant;

/**
 * A target as the machine knows it.
 *
 * @param addressVersion decisions on an older address count for nothing
 * @param conclusiveAt roundAt of the last conclusive round; the epoch: none
 */
public record Target(
    long id, long record, long addressVersion, Instant conclusiveAt, TargetState state, Flaps flaps)
    implements Keyed {

  static Target fresh(long id, long record, long addressVersion) {
    return new Target(
        id, record, addressVersion, Instant.EPOCH, new TargetState.Unknown(), Flaps.NONE);
  }

  /** With one more conclusive round in its history. */
  Target seen(boolean failing) {
    return new Target(id, record, addressVersion, conclusiveAt, state, flaps.seen(failing));
  }

  Target decided(TargetState next, Instant roundAt) {
    return new Target(id, record, addressVersion, roundAt, next, flaps);
  }

  /** At a newer address. */
  Target moved(long newRecord, long newAddressVersion, TargetState next) {
    return new Target(id, newRecord, newAddressVersion, conclusiveAt, next, flaps.elsewhere());
  }

  /** When nobody watches it any more. */
  Target unwatched() {
    return new Target(
        id, record, addressVersion, conclusiveAt, new TargetState.Unknown(), Flaps.NONE);
  }
}
