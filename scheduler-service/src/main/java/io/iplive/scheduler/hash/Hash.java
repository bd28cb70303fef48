package io.iplive.scheduler.hash;

/**
 * A 64-bit mix (the finaliser of splitmix64). The same on every machine and for ever: phases, first
 * rounds and the choice of nodes are drawn from it, so changing it moves every monitor.
 */
public final class Hash {

  private Hash() {}

  /** Mixes one number. */
  public static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Mixes two numbers; their order matters. */
  public static long mix(long first, long second) {
    return mix(mix(first) + second);
  }
}
