package io.iplive.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

  private static final int SOON_MILLIS = 150;

  private final ServerSocket server;
  private final Link link;
  private Socket near;
  private Socket far;

  LinkTest() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    link = new Link(server.getLocalPort());
  }

  @BeforeEach
  void connect() throws IOException {
    near = new Socket(InetAddress.getLoopbackAddress(), link.port());
    far = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    link.close();
    server.close();
  }

  @Test
  void itCarriesBothWays() throws IOException {
    near.getOutputStream().write(1);
    assertThat(far.getInputStream().read()).isEqualTo(1);
    far.getOutputStream().write(2);
    assertThat(near.getInputStream().read()).isEqualTo(2);
  }

  @Test
  void whatIsSentWhileItIsCutComesOnceItIsMended() throws IOException {
    link.cut();
    near.getOutputStream().write(3);
    far.setSoTimeout(SOON_MILLIS);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> far.getInputStream().read());
    far.setSoTimeout(0);
    link.mend();
    assertThat(far.getInputStream().read()).isEqualTo(3);
  }

  @Test
  void aResetEndsWhatIsOpenAndNewOnesAreCarried() throws IOException {
    link.reset();
    assertThat(endOf(far)).isTrue();
    try (Socket again = new Socket(InetAddress.getLoopbackAddress(), link.port());
        Socket accepted = server.accept()) {
      again.getOutputStream().write(4);
      assertThat(accepted.getInputStream().read()).isEqualTo(4);
    }
  }

  private static boolean endOf(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException _) {
      return true;
    }
  }
}
