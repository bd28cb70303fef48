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
    long id, long record, long addressVersion, Instant conclusiveAt, TargetState state)
    implements Keyed {

  static Target fresh(long id, long record, long addressVersion) {
    return new Target(id, record, addressVersion, Instant.EPOCH, new TargetState.Unknown());
  }

  Target decided(TargetState next, Instant roundAt) {
    return new Target(id, record, addressVersion, roundAt, next);
  }

  Target with(TargetState next) {
    return new Target(id, record, addressVersion, conclusiveAt, next);
  }
}
