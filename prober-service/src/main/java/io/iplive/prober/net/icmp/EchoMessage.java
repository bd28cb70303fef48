package io.iplive.prober.net.icmp;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An echo, there or back.
 *
 * @param sequence 0..65535
 * @param nonce tells an answer from one to an older echo of the same sequence number
 * @param payload bytes after the header, the nonce included
 */
record EchoMessage(int sequence, long nonce, int payload) {

  private static final int HEADER = 8;

  /** As it is sent. The identifier matters on raw sockets only: elsewhere the system sets it. */
  byte[] bytes(Family family, int identifier) {
    ByteBuffer out = ByteBuffer.allocate(HEADER + payload);
    out.put(family.request()).put((byte) 0).putShort((short) 0);
    out.putShort((short) identifier).putShort((short) sequence).putLong(nonce);
    if (family == Family.IPV4) {
      // The system does that for ICMPv6.
      out.putShort(2, checksum(out.array()));
    }
    return out.array();
  }

  private static short checksum(byte[] bytes) {
    int sum = 0;
    for (int at = 0; at < bytes.length; at += 2) {
      int low = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
      sum += (bytes[at] & 0xff) << 8 | low;
    }
    sum = (sum >>> 16) + (sum & 0xffff);
    sum += sum >>> 16;
    return (short) ~sum;
  }

  /**
   * Reads what a socket received; empty: it is no answer to an echo.
   *
   * @param withIpHeader whether the IPv4 header stands before it, as on raw sockets
   */
  static Optional<EchoMessage> read(ByteBuffer in, Family family, boolean withIpHeader) {
    int from = withIpHeader && in.hasRemaining() ? (in.get(0) & 0x0f) * 4 : 0;
    if (in.remaining() < from + HEADER + Long.BYTES || in.get(from) != family.reply()) {
      return Optional.empty();
    }
    return Optional.of(
        new EchoMessage(
            Short.toUnsignedInt(in.getShort(from + 6)),
            in.getLong(from + HEADER),
            in.remaining() - from - HEADER));
  }
}
