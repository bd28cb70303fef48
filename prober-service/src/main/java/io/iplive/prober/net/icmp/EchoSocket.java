package io.iplive.prober.net.icmp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One socket for the echoes of one family, and the thread that waits for the answers. A datagram
 * socket, which needs no privilege where the system allows it to our group; else a raw one.
 */
final class EchoSocket implements AutoCloseable {

  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVTIMEO = 20;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int RECEIVE_BUFFER = 1 << 20;
  private static final int LOOK_MICROS = 200_000;
  private static final int LONGEST_MESSAGE = 2_048;
  private static final int SEQUENCES = 1 << 16;
  private static final long CLOSE_MILLIS = 1_000;

  private final Family family;
  private final boolean raw;
  private final int fd;
  private final int identifier = ThreadLocalRandom.current().nextInt(SEQUENCES);
  private final AtomicInteger nextSequence = new AtomicInteger();
  private final Map<Integer, Awaited> awaited = new ConcurrentHashMap<>();
  private final Thread reader;
  private volatile boolean closing;

  record Awaited(EchoMessage echo, InetAddress address, Runnable answered) {}

  private EchoSocket(Family family, boolean raw, int fd) {
    this.family = family;
    this.raw = raw;
    this.fd = fd;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_INT, RECEIVE_BUFFER);
      var _ = Libc.setOption(fd, SOL_SOCKET, SO_RCVBUF, buffer);
      MemorySegment timeout = arena.allocateFrom(ValueLayout.JAVA_LONG, 0L, LOOK_MICROS);
      var _ = Libc.setOption(fd, SOL_SOCKET, SO_RCVTIMEO, timeout);
    }
    reader = Thread.ofPlatform().daemon().name("probe-echo-" + family).start(this::read);
  }

  /**
   * Opens one.
   *
   * @throws EchoRefusedException when the system allows neither kind
   */
  static EchoSocket open(Family family) throws EchoRefusedException {
    int fd = Libc.socket(family.number(), SOCK_DGRAM, family.protocol());
    if (fd >= 0) {
      return new EchoSocket(family, false, fd);
    }
    int raw = Libc.socket(family.number(), SOCK_RAW, family.protocol());
    if (raw >= 0) {
      return new EchoSocket(family, true, raw);
    }
    throw new EchoRefusedException(-fd);
  }

  /**
   * Sends an echo; does not wait.
   *
   * @param ttl null: the system's own
   * @param answered called on the reading thread
   * @return what to call off when nobody waits any more
   * @throws EchoRefusedException when it cannot be sent
   */
  Awaited send(InetAddress to, int payload, @Nullable Integer ttl, Runnable answered)
      throws EchoRefusedException {
    Awaited waiting = enlist(to, payload, answered);
    byte[] bytes = waiting.echo.bytes(family, identifier);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      MemorySegment address = family.socketAddress(arena, to);
      int sent =
          ttl == null
              ? Libc.sendTo(fd, message, MSG_DONTWAIT, address)
              : Libc.sendMessage(fd, family.limited(arena, address, message, ttl), MSG_DONTWAIT);
      if (sent < 0) {
        forget(waiting);
        throw new EchoRefusedException(-sent);
      }
    }
    return waiting;
  }

  /** One that waits for its answer; while all numbers are in use nobody looks for a free one. */
  Awaited enlist(InetAddress address, int payload, Runnable answered) throws EchoRefusedException {
    if (awaited.size() >= SEQUENCES) {
      throw new EchoRefusedException(EchoRefusedException.NO_BUFFER_SPACE);
    }
    for (int tries = 0; tries < SEQUENCES; tries++) {
      int sequence = nextSequence.getAndIncrement() & (SEQUENCES - 1);
      Awaited waiting =
          new Awaited(
              new EchoMessage(sequence, ThreadLocalRandom.current().nextLong(), payload),
              address,
              answered);
      if (awaited.putIfAbsent(sequence, waiting) == null) {
        return waiting;
      }
    }
    throw new EchoRefusedException(EchoRefusedException.NO_BUFFER_SPACE);
  }

  /** An answer means nothing from now on; the number may be another's by now. */
  void forget(Awaited waiting) {
    awaited.remove(waiting.echo.sequence(), waiting);
  }

  private void read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocate(LONGEST_MESSAGE);
      MemorySegment address = family.emptyAddress(arena);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      while (!closing) {
        length.set(ValueLayout.JAVA_INT, 0, (int) address.byteSize());
        int received = Libc.receiveFrom(fd, message, address, length);
        if (received > 0) {
          heard(message.asByteBuffer().limit(received), family.address(address));
        }
      }
    }
    Libc.close(fd);
  }

  private void heard(ByteBuffer message, byte[] from) {
    Optional<EchoMessage> answer = EchoMessage.read(message, family, raw && family == Family.IPV4);
    answer.ifPresent(echo -> {
      Awaited waiting = awaited.get(echo.sequence());
      if (waiting != null
          && waiting.echo.nonce() == echo.nonce() // Some shorten what they send back.
          && Arrays.equals(waiting.address.getAddress(), from)
          && awaited.remove(echo.sequence(), waiting)) {
        waiting.answered.run();
      }
    });
  }

  @Override
  public void close() {
    closing = true;
    try {
      reader.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
