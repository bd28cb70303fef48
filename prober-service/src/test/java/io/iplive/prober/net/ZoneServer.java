package io.iplive.prober.net;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server over UDP and TCP; what it answers depends on the first label of the name. */
final class ZoneServer implements Closeable {

  private static final int QUESTION = 12;
  private static final int POINTER = 0xc0;

  private static final byte[] SIX = {
    0x20, 1, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  ZoneServer() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    tcp = new ServerSocket(0, 50, loopback);
    udp = new DatagramSocket(tcp.getLocalPort(), loopback);
    Thread.ofVirtual().start(this::overUdp);
    Thread.ofVirtual().start(this::overTcp);
  }

  int port() {
    return udp.getLocalPort();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(udp.getLocalAddress(), port());
  }

  /** Names and ways, in order. */
  List<String> asked() {
    return asked;
  }

  private void overUdp() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        udp.receive(packet);
        byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), "udp");
        if (answer.length > 0) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void overTcp() {
    try {
      while (true) {
        try (Socket client = tcp.accept()) {
          DataInputStream in = new DataInputStream(client.getInputStream());
          byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), "tcp");
          DataOutputStream out = new DataOutputStream(client.getOutputStream());
          out.writeShort(answer.length);
          out.write(answer);
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private byte[] answer(byte[] query, String way) {
    String label = new String(query, QUESTION + 1, query[QUESTION], StandardCharsets.US_ASCII);
    asked.add(label + " " + way);
    int end = QUESTION;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    byte[] question = Arrays.copyOfRange(query, QUESTION, end + 5);
    int type = question[question.length - 3];
    return switch (label) {
      case "silent" -> new byte[0];
      case "garbage" -> new byte[] {1, 2, 3};
      case "foreign" -> message(new byte[] {0, 0}, 0, question, record(type, loopback()));
      case "broken" -> message(query, 2, question);
      case "refused" -> message(query, 5, question);
      case "empty" -> message(query, 0, question);
      case "loop" -> message(query, 0, question, record(5, new byte[] {(byte) POINTER, 40}));
      case "cut" -> Arrays.copyOf(message(query, 0, question, record(type, loopback())), 40);
      case "big" ->
          way.equals("udp")
              ? message(query, 0x0200, question)
              : message(query, 0, question, record(16, text("x".repeat(200))));
      case "mail" -> message(query, 0, question, record(15, mail()));
      case "six" -> message(query, 0, question, record(28, SIX));
      case "plain" -> message(query, 0, question, record(1, new byte[] {(byte) 192, 0, 2, 1}));
      case "text" -> message(query, 0, question, record(16, text("v=spf1 -all")));
      case "alias" ->
          message(
              query,
              0,
              question,
              record(5, new byte[] {5, 'p', 'l', 'a', 'i', 'n', (byte) POINTER, 18}),
              record(1, new byte[] {(byte) 192, 0, 2, 1}));
      default -> message(query, 3, question);
    };
  }

  private static byte[] loopback() {
    return new byte[] {127, 0, 0, 1};
  }

  /** Preference 10, exchange {@code mx.} before the question's own name. */
  private static byte[] mail() {
    return new byte[] {0, 10, 2, 'm', 'x', (byte) POINTER, QUESTION};
  }

  private static byte[] text(String words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(words.length());
    out.writeBytes(words.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static byte[] record(int type, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) POINTER, QUESTION, 0, (byte) type, 0, 1, 0, 0, 0, 60});
    out.write(data.length >> 8);
    out.write(data.length);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static byte[] message(byte[] query, int flags, byte[] question, byte[]... records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {query[0], query[1]});
    out.write(0x81 | flags >> 8);
    out.write(0x80 | flags);
    out.writeBytes(new byte[] {0, 1, 0, (byte) records.length, 0, 0, 0, 0});
    out.writeBytes(question);
    for (byte[] record : records) {
      out.writeBytes(record);
    }
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
