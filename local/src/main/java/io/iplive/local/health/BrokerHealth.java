package io.iplive.local.health;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a broker for its API versions: it answers once it processes requests. */
public final class BrokerHealth {

  private static final int TIMEOUT_MILLIS = 2_000;

  /** Size, api key 18, version 0, correlation id 7, no client id. */
  private static final byte[] API_VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};

  private BrokerHealth() {}

  public static Health of(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(API_VERSIONS);
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      int size = answer.readInt();
      int correlation = answer.readInt();
      int error = answer.readShort();
      return size > 0 && correlation == 7 && error == 0
          ? new Health.Up()
          : new Health.Down("port %d does not speak Kafka".formatted(port));
    } catch (IOException e) {
      return new Health.Down("no answer on port %d (%s)".formatted(port, e.getMessage()));
    }
  }
}
