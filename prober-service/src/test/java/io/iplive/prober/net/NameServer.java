package io.iplive.prober.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A name server: {@code good.*} is 127.0.0.1, {@code four.*} too and mute about IPv6, {@code
 * empty.*} has no address, {@code broken.*} SERVFAIL, {@code silent.*} mute.
 */
final class NameServer implements AutoCloseable {

  private static final int QUESTION = 12;
  private static final int SERVER_FAILURE = 2;
  private static final int NO_SUCH_NAME = 3;

  private final int silent;
  private final int code;
  private final DatagramSocket socket;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  NameServer() throws IOException {
    this(0);
  }

  /** One that answers none of the first questions. */
  NameServer(int silent) throws IOException {
    this(silent, 0);
  }

  private NameServer(int silent, int code) throws IOException {
    this.silent = silent;
    this.code = code;
    socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::serve);
  }

  /** One that answers with a code alone, and each time twice, as a datagram may come. */
  static NameServer saying(int code) throws IOException {
    return new NameServer(0, code);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
  }

  /** Names asked for, in order. */
  List<String> asked() {
    return asked;
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        int first = query[QUESTION];
        String name = new String(query, QUESTION + 1, first, StandardCharsets.US_ASCII);
        asked.add(name);
        boolean mute = name.equals("silent") || (name.equals("four") && type(query) != 1);
        if (!mute && asked.size() > silent) {
          byte[] answer = answer(query, name);
          for (int times = code == 0 ? 1 : 2; times > 0; times--) {
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
          }
        }
      }
    } catch (IOException e) {
      socket.close();
    }
  }

  private static int end(byte[] query) {
    int end = QUESTION;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    return end + 5;
  }

  private static int type(byte[] query) {
    return query[end(query) - 3];
  }

  private byte[] answer(byte[] query, String name) {
    int end = end(query);
    boolean wantsIpv4 = type(query) == 1;
    boolean found =
        code == 0
            && (name.equals("dual")
                || (name.equals("good") && wantsIpv4)
                || (name.equals("four") && wantsIpv4)
                || (name.equals("six") && !wantsIpv4));
    int said =
        switch (name) {
          case String _ when code != 0 -> code;
          case "good", "dual", "six", "four", "empty" -> 0;
          case "broken" -> SERVER_FAILURE;
          default -> NO_SUCH_NAME;
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {query[0], query[1], (byte) 0x81, (byte) (0x80 | said)});
    out.writeBytes(new byte[] {0, 1, 0, (byte) (found ? 1 : 0), 0, 0, 0, 0});
    out.write(query, QUESTION, end - QUESTION);
    if (found && !wantsIpv4) {
      out.writeBytes(new byte[] {(byte) 0xc0, QUESTION, 0, 28, 0, 1, 0, 0, 0, 60, 0, 16});
      out.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    } else if (found) {
      out.writeBytes(
          new byte[] {(byte) 0xc0, QUESTION, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1});
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
