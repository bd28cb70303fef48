package io.iplive.prober.net.attempt;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts probes to each address within the running second, over all accounts: a monitor is no flood
 * tool. This machine itself, where the policy allows it, is nobody else's.
 */
final class DestinationRate {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_ADDRESSES = 200_000;

  private final int perSecond;
  private final Map<InetAddress, Count> counts = new ConcurrentHashMap<>();

  private record Count(long second, int probes) {}

  DestinationRate(int perSecond) {
    this.perSecond = perSecond;
  }

  boolean admits(InetAddress address, long nanos) {
    if (perSecond == 0 || address.isLoopbackAddress()) {
      return true;
    }
    long second = Math.floorDiv(nanos, SECOND);
    if (counts.size() >= MOST_ADDRESSES) {
      counts.values().removeIf(count -> count.second != second);
    }
    Count now =
        counts.merge(
            address,
            new Count(second, 1),
            (before, _) ->
                before.second == second
                    ? new Count(second, Math.min(before.probes, perSecond) + 1)
                    : new Count(second, 1));
    return now.probes <= perSecond;
  }
}
