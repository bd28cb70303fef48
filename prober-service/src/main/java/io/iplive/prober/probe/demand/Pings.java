package io.iplive.prober.probe.demand;

import org.jspecify.annotations.Nullable;

/**
 * The echoes of one attempt.
 *
 * @param packets how many, 1..10
 * @param payloadBytes of each, 16..1400
 * @param ttl hops that each may take, 1..255; null: the system's own
 * @param lossPercent of all, that need no answer, 0..99
 */
public record Pings(int packets, int payloadBytes, @Nullable Integer ttl, int lossPercent) {

  private static final int PAYLOAD = 56;

  /** A single one. */
  public static final Pings ONE = new Pings(1, PAYLOAD, null, 0);

  public Pings {
    within("packets", packets, 1, 10);
    within("packetBytes", payloadBytes, 16, 1_400);
    within("ttl", ttl == null ? 1 : ttl, 1, 255);
    within("lossPercent", lossPercent, 0, 99);
  }

  /** With what is set; the rest as usual. */
  public static Pings of(
      @Nullable Integer packets,
      @Nullable Integer payloadBytes,
      @Nullable Integer ttl,
      @Nullable Integer lossPercent) {
    return new Pings(
        packets == null ? 1 : packets,
        payloadBytes == null ? PAYLOAD : payloadBytes,
        ttl,
        lossPercent == null ? 0 : lossPercent);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d..%d".formatted(name, value, least, most));
    }
  }

  /** How many must be answered. */
  public int needed() {
    return packets - packets * lossPercent / 100;
  }
}
