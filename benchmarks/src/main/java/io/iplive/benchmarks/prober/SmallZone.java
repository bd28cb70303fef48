package io.iplive.benchmarks.prober;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;

/** A name server that says {@code 192.0.2.1} to every question. */
final class SmallZone implements AutoCloseable {

  private static final byte[] RECORD = {
    (byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 192, 0, 2, 1
  };

  private final DatagramSocket socket;

  private SmallZone(DatagramSocket socket) {
    this.socket = socket;
  }

  static SmallZone open() throws IOException {
    SmallZone zone = new SmallZone(new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1")));
    Thread.ofPlatform().daemon().name("bench-zone").start(zone::answer);
    return zone;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void answer() {
    try {
      byte[] buffer = new byte[512];
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        int length = packet.getLength();
        byte[] answer = Arrays.copyOf(buffer, length + RECORD.length);
        // An answer, recursion available, no error; one record.
        answer[2] = (byte) 0x81;
        answer[3] = (byte) 0x80;
        answer[7] = 1;
        System.arraycopy(RECORD, 0, answer, length, RECORD.length);
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // Closed: the benchmark is over.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
