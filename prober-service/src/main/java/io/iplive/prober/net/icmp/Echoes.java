package io.iplive.prober.net.icmp;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends echoes; its sockets are opened when first needed. Safe for use by several threads. */
public final class Echoes implements AutoCloseable {

  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  private final Map<Family, EchoSocket> sockets = new EnumMap<>(Family.class);

  /** An echo on its way. */
  public interface Echo {

    /** Nobody waits for the answer any more. */
    void forget();
  }

  /**
   * Sends an echo; does not wait.
   *
   * @param payload bytes
   * @param ttl hops it may take; null: the system's own
   * @param answered called on a thread of its own when the answer is there
   * @throws EchoRefusedException when the system does not let it out
   */
  public Echo send(InetAddress to, int payload, @Nullable Integer ttl, Runnable answered)
      throws EchoRefusedException {
    EchoSocket socket = socket(Family.of(to));
    EchoSocket.Awaited sent = socket.send(to, payload, ttl, answered);
    return () -> socket.forget(sent);
  }

  private synchronized EchoSocket socket(Family family) throws EchoRefusedException {
    EchoSocket open = sockets.get(family);
    if (open == null) {
      if (!LINUX) {
        throw new EchoRefusedException(EchoRefusedException.NOT_LINUX);
      }
      open = EchoSocket.open(family);
      sockets.put(family, open);
    }
    return open;
  }

  @Override
  public synchronized void close() {
    sockets.values().forEach(EchoSocket::close);
    sockets.clear();
  }
}
