package io.iplive.prober.net.icmp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;

/** What differs between ICMP and ICMPv6, in Linux's numbers. */
enum Family {
  IPV4(2, 1, 8, 0, 16, 4),
  IPV6(10, 58, 128, 129, 28, 8);

  private final int number;
  private final int protocol;
  private final byte request;
  private final byte reply;
  private final int socketAddressBytes;
  private final int addressOffset;

  Family(
      int number, int protocol, int request, int reply, int socketAddressBytes, int addressOffset) {
    this.number = number;
    this.protocol = protocol;
    this.request = (byte) request;
    this.reply = (byte) reply;
    this.socketAddressBytes = socketAddressBytes;
    this.addressOffset = addressOffset;
  }

  static Family of(InetAddress address) {
    return address.getAddress().length == 4 ? IPV4 : IPV6;
  }

  int number() {
    return number;
  }

  int protocol() {
    return protocol;
  }

  byte request() {
    return request;
  }

  byte reply() {
    return reply;
  }

  /** A {@code sockaddr} without a port. */
  MemorySegment socketAddress(Arena arena, InetAddress address) {
    MemorySegment socketAddress = emptyAddress(arena);
    socketAddress.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) number);
    byte[] bytes = address.getAddress();
    MemorySegment.copy(bytes, 0, socketAddress, ValueLayout.JAVA_BYTE, addressOffset, bytes.length);
    return socketAddress;
  }

  MemorySegment emptyAddress(Arena arena) {
    return arena.allocate(socketAddressBytes, 8);
  }

  /** The address in a {@code sockaddr}. */
  byte[] address(MemorySegment socketAddress) {
    return socketAddress
        .asSlice(addressOffset, this == IPV4 ? 4 : 16)
        .toArray(ValueLayout.JAVA_BYTE);
  }
}
