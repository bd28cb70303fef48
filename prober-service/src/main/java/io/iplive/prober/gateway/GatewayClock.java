package io.iplive.prober.gateway;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The gateway's clock, as its answers tell it: jobs are due by it, and this machine's own may be
 * wrong or jump. The answer that took the shortest way is nearest to the truth.
 */
public final class GatewayClock implements InstantSource {

  private static final int SAMPLES = 32;

  private final long[] offsets = new long[SAMPLES];
  private int heard;
  private volatile long offsetMillis;

  /** Until a gateway tells better, this machine's own. */
  public GatewayClock(InstantSource own) {
    offsetMillis = own.millis() - steadyMillis();
  }

  private static long steadyMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Whether a gateway has told its time yet. */
  synchronized boolean known() {
    return heard > 0;
  }

  /** An answer just came that was given at that time. */
  synchronized void heard(long gatewayMillis) {
    offsets[heard++ % SAMPLES] = gatewayMillis - steadyMillis();
    long latest = offsets[0];
    for (int n = 1; n < Math.min(heard, SAMPLES); n++) {
      latest = Math.max(latest, offsets[n]);
    }
    offsetMillis = latest;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return steadyMillis() + offsetMillis;
  }
}
