package io.iplive.verdict.outage;

import io.iplive.verdict.round.Policy;
import java.time.Instant;

/**
 * Whether a target that is up answers too slowly, by the policy that outages have: so many slow
 * rounds in a row begin it, so many that are not slow end it. Failing rounds break a row and say
 * nothing else of it.
 *
 * @param degraded whether it does
 * @param row rounds in a row that say otherwise
 * @param since the first of these; with none, the first round of those that made it so
 */
public record Slowness(boolean degraded, int row, Instant since) {

  /** Of a target not heard of before. */
  public static final Slowness NONE = new Slowness(false, 0, Instant.EPOCH);

  /** After a good round. */
  Slowness seen(boolean slow, Instant roundAt, Policy policy) {
    if (slow == degraded) {
      return broken();
    }
    Instant first = row == 0 ? roundAt : since;
    boolean enough = row + 1 >= (slow ? policy.numError() : policy.numOk());
    return enough ? new Slowness(slow, 0, first) : new Slowness(degraded, row + 1, first);
  }

  /** After a round that says nothing of it, or at another address. */
  Slowness broken() {
    return row == 0 ? this : new Slowness(degraded, 0, Instant.EPOCH);
  }
}
