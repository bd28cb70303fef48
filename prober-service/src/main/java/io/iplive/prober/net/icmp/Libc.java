package io.iplive.prober.net.icmp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The few calls of the C library that echoes need. A negative answer is an error's number. */
final class Libc {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      call(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SENDTO =
      call(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SENDMSG =
      call("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECVFROM =
      call(
          "recvfrom",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Libc() {}

  @SuppressWarnings("restricted")
  private static MethodHandle call(String name, FunctionDescriptor shape) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
  }

  static int socket(int family, int type, int protocol) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      int fd = (int) SOCKET.invokeExact(state, family, type, protocol);
      return fd < 0 ? error(state) : fd;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int setOption(int fd, int level, int option, MemorySegment value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      int done =
          (int) SETSOCKOPT.invokeExact(state, fd, level, option, value, (int) value.byteSize());
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int sendTo(int fd, MemorySegment message, int flags, MemorySegment address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      long sent =
          (long)
              SENDTO.invokeExact(
                  state, fd, message, message.byteSize(), flags, address, (int) address.byteSize());
      return sent < 0 ? error(state) : (int) sent;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Sends what a {@code msghdr} describes. */
  static int sendMessage(int fd, MemorySegment header, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      long sent = (long) SENDMSG.invokeExact(state, fd, header, flags);
      return sent < 0 ? error(state) : (int) sent;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Receives one message; {@code length} holds the size of {@code address}, before and after. */
  static int receiveFrom(
      int fd, MemorySegment message, MemorySegment address, MemorySegment length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      long received =
          (long) RECVFROM.invokeExact(state, fd, message, message.byteSize(), 0, address, length);
      return received < 0 ? error(state) : (int) received;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static void close(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      var _ = (int) CLOSE.invokeExact(arena.allocate(CALL_STATE), fd);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static int error(MemorySegment state) {
    return -(int) ERRNO.get(state, 0L);
  }

  /** A call by a handle may declare anything; the C library throws nothing. */
  private static IllegalStateException impossible(Throwable e) {
    return new IllegalStateException("A call of the C library failed", e);
  }
}
