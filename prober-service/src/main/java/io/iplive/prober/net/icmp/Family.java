package io.iplive.prober.net.icmp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;

/** What differs between ICMP and ICMPv6, in Linux's numbers. */
enum Family {
  IPV4(2, 1, 8, 0, 16, 4, 0, 2),
  IPV6(10, 58, 128, 129, 28, 8, 41, 52);

  // struct msghdr, struct iovec and struct cmsghdr with an int in it, of 64-bit Linux.
  private static final int MESSAGE_HEADER = 56;
  private static final int VECTOR = 16;
  private static final int CONTROL = 24;
  private static final long CONTROL_LENGTH = 20;

  private final int number;
  private final int protocol;
  private final byte request;
  private final byte reply;
  private final int socketAddressBytes;
  private final int addressOffset;
  private final int limitLevel;
  private final int limitType;

  Family(
      int number,
      int protocol,
      int request,
      int reply,
      int socketAddressBytes,
      int addressOffset,
      int limitLevel,
      int limitType) {
    this.number = number;
    this.protocol = protocol;
    this.request = (byte) request;
    this.reply = (byte) reply;
    this.socketAddressBytes = socketAddressBytes;
    this.addressOffset = addressOffset;
    this.limitLevel = limitLevel;
    this.limitType = limitType;
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

  /** A {@code msghdr} that sends bytes to an address over so many hops at most. */
  MemorySegment limited(Arena arena, MemorySegment address, MemorySegment bytes, int hops) {
    MemorySegment vector = arena.allocate(VECTOR, 8);
    vector.set(ValueLayout.ADDRESS, 0, bytes);
    vector.set(ValueLayout.JAVA_LONG, 8, bytes.byteSize());
    MemorySegment control = arena.allocate(CONTROL, 8);
    control.set(ValueLayout.JAVA_LONG, 0, CONTROL_LENGTH);
    control.set(ValueLayout.JAVA_INT, 8, limitLevel);
    control.set(ValueLayout.JAVA_INT, 12, limitType);
    control.set(ValueLayout.JAVA_INT, 16, hops);
    MemorySegment header = arena.allocate(MESSAGE_HEADER, 8);
    header.set(ValueLayout.ADDRESS, 0, address);
    header.set(ValueLayout.JAVA_INT, 8, (int) address.byteSize());
    header.set(ValueLayout.ADDRESS, 16, vector);
    header.set(ValueLayout.JAVA_LONG, 24, 1);
    header.set(ValueLayout.ADDRESS, 32, control);
    header.set(ValueLayout.JAVA_LONG, 40, CONTROL);
    return header;
  }

  /** The address in a {@code sockaddr}. */
  byte[] address(MemorySegment socketAddress) {
    return socketAddress
        .asSlice(addressOffset, this == IPV4 ? 4 : 16)
        .toArray(ValueLayout.JAVA_BYTE);
  }
}
