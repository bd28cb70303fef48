package io.iplive.verdict.outage;

import io.iplive.verdict.keyed.Keyed;
import io.iplive.verdict.round.Round;
import java.time.Instant;

/**
 * A target as the machine knows it.
 *
 * @param addressVersion decisions on an older address count for nothing
 * @param conclusiveAt roundAt of the last conclusive round; the epoch: none
 */
public record Target(
    long id,
    long record,
    long addressVersion,
    Instant conclusiveAt,
    TargetState state,
    Flaps flaps,
    Slowness slowness)
    implements Keyed {

  static Target fresh(long id, long record, long addressVersion) {
    return new Target(
        id,
        record,
        addressVersion,
        Instant.EPOCH,
        new TargetState.Unknown(),
        Flaps.NONE,
        Slowness.NONE);
  }

  /** With one more good round in its history. */
  Target good(boolean slow, Round round) {
    return new Target(
        id,
        record,
        addressVersion,
        conclusiveAt,
        state,
        flaps.seen(false),
        slowness.seen(slow, round.at(), round.policy()));
  }

  /** With one more failing round in its history. */
  Target bad() {
    return new Target(
        id, record, addressVersion, conclusiveAt, state, flaps.seen(true), slowness.broken());
  }

  Target decided(TargetState next, Instant roundAt) {
    return new Target(id, record, addressVersion, roundAt, next, flaps, slowness);
  }

  /** At another address. */
  Target moved(long newRecord, long newAddressVersion, TargetState next) {
    return new Target(
        id, newRecord, newAddressVersion, conclusiveAt, next, flaps.elsewhere(), slowness.broken());
  }

  /** When nobody watches it any more. */
  Target unwatched() {
    return new Target(
        id,
        record,
        addressVersion,
        conclusiveAt,
        new TargetState.Unknown(),
        Flaps.NONE,
        Slowness.NONE);
  }
}
