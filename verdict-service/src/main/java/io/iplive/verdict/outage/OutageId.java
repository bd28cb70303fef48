package io.iplive.verdict.outage;

import java.time.Instant;

/**
 * The id of an outage: the upper 53 bits of a hash of its target and of when it began, so that a
 * replay gives it the same id and every JSON reader can hold it.
 *
 * <p>The hash is two rounds of SplitMix64's finaliser: {@code mix(mix(target) + sinceMillis)}. It
 * is part of the published language and never changes.
 */
final class OutageId {

  private OutageId() {}

  static long of(long target, Instant since) {
    return mix(mix(target) + since.toEpochMilli()) >>> 11;
  }

  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
