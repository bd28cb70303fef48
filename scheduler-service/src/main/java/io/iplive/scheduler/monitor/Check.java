package io.iplive.scheduler.monitor;

import java.util.Arrays;
import java.util.HexFormat;

/** How a target is probed: carried from definition to job unread, secrets still encrypted. */
public final class Check {

  /** Nothing to carry: a stopped monitor is not probed again. */
  public static final Check NONE = new Check(new byte[0]);

  private final byte[] encoded;

  /** Takes over {@code encoded}; nobody writes to it afterwards. */
  public Check(byte[] encoded) {
    this.encoded = encoded;
  }

  /** As given; not to be written to. */
  public byte[] encoded() {
    return encoded;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Check check && Arrays.equals(encoded, check.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "Check[" + HexFormat.of().formatHex(encoded) + "]";
  }
}
