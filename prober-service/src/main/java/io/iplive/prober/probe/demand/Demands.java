package io.iplive.prober.probe.demand;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What only some checks ask for.
 *
 * @param slow an answer as expected that took longer is slow; null: none is
 * @param ip which of a name's addresses are probed
 * @param content what the whole page must be like
 * @param pins keys that a server may have
 * @param identity shown to servers that ask; null: none
 * @param steps of a TCP connection
 * @param pings of an echo
 */
public record Demands(
    @Nullable Duration slow,
    IpVersion ip,
    Content content,
    Pins pins,
    @Nullable Identity identity,
    Steps steps,
    Pings pings) {

  private static final long NANOS_A_MICRO = 1_000;

  /** Nothing. */
  public static final Demands NONE =
      new Demands(null, IpVersion.ANY, Content.ANY, Pins.NONE, null, Steps.NONE, Pings.ONE);

  public Demands {
    if (slow != null && !slow.isPositive()) {
      throw new IllegalArgumentException("slow is %s, it must be positive".formatted(slow));
    }
  }

  /** The same of one version of the protocol alone. */
  public Demands over(IpVersion one) {
    return new Demands(slow, one, content, pins, identity, steps, pings);
  }

  /** Whether an answer that took so long is slow. */
  public boolean slow(long responseMicros) {
    return slow != null && responseMicros > slow.toNanos() / NANOS_A_MICRO;
  }
}
