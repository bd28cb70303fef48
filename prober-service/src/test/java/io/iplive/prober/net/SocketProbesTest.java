package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class SocketProbesTest {

  private static final Probing PROBING =
      new Probing(EngineSettings.defaults(1).bounded(5_000, 8_000));

  @AfterAll
  static void close() {
    PROBING.close();
  }

  @Test
  void aConnectionIsEnoughForTcp() throws IOException {
    try (Talker server = Talker.plain(Talker.Talk::waitForEnd)) {
      ProbeReport report = probe("tcp", server.port(), null, null, 5_000);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.last().phases().connectMicros()).isNotNegative();
    }
    ProbeReport closed = probe("tcp", TargetServer.closedPort(), null, null, 5_000);
    assertThat(Probing.failure(closed).fault()).isEqualTo(Fault.CONNECTION_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "PING\\r\\n, PONG,",
    "PING\\r\\n, +PO,",
    "PING\\r\\n,,",
    "PING\\r\\n, NONE, ANSWER_UNEXPECTED",
    "QUIT\\r\\n, PONG, CONNECTION_CLOSED",
    "FLOOD\\r\\n, PONG, ANSWER_UNEXPECTED",
    "HANG\\r\\n, PONG, TIMEOUT",
    "DRIP\\r\\n, PONG, ANSWER_UNEXPECTED",
    ", PONG, TIMEOUT"
  })
  void tcpSaysAndHears(@Nullable String send, @Nullable String expect, @Nullable Fault fault)
      throws IOException {
    try (Talker server =
        Talker.plain(talk -> {
          switch (talk.hear()) {
            case "PING" -> {
              talk.say("+PO");
              talk.say("NG\r\n");
            }
            case "FLOOD" -> {
              while (true) {
                talk.say("x".repeat(1_000));
              }
            }
            case "HANG" -> talk.waitForEnd();
            case "DRIP" -> {
              talk.say("+PO");
              talk.waitForEnd();
            }
            default -> talk.say("");
          }
        })) {
      ProbeReport report = probe("tcp", server.port(), send, expect, 1_000);

      if (fault == null) {
        assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      } else {
        assertThat(Probing.failure(report).fault()).isEqualTo(fault);
        assertThat(report.last().evidence().body() != null)
            .isEqualTo(fault == Fault.ANSWER_UNEXPECTED);
      }
    }
  }

  @Test
  void udpSaysAndHears() throws IOException {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (DatagramSocket echo = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> answer(echo, heard));
      int port = echo.getLocalPort();

      assertThat(probe("udp", port, "\\x01hi", "hi", 2_000).outcome()).isEqualTo(new Outcome.Up());
      assertThat(heard.getFirst()).isEqualTo("\u0001hi");
      assertThat(Probing.failure(probe("udp", port, "hi", "ho", 2_000)).fault())
          .isEqualTo(Fault.ANSWER_UNEXPECTED);
      assertThat(Probing.failure(probe("udp", port, "mute", null, 400)).fault())
          .isEqualTo(Fault.TIMEOUT);
      assertThat(probe("udp", port, null, null, 400).outcome()).isEqualTo(new Outcome.Up());
    }
  }

  private static void answer(DatagramSocket socket, List<String> heard) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        heard.add(text);
        if (!text.equals("mute") && !text.equals("\0")) {
          socket.send(packet);
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  @Test
  void aPortThatNobodyListensOnRefusesDatagrams() throws IOException {
    int port;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    ProbeReport report = probe("udp", port, null, null, 5_000);

    assertThat(Probing.failure(report).fault()).isEqualTo(Fault.CONNECTION_REFUSED);
  }

  @Test
  void udpWithoutAPortIsNotRun() {
    ProbeReport report =
        PROBING.probe(
            new ProbeRequest(
                "udp", "127.0.0.1", null, Duration.ofSeconds(1), 0, HttpCheck.DEFAULT));

    assertThat(report.outcome()).isInstanceOf(Outcome.NotRun.class);
  }

  private static ProbeReport probe(
      String protocol, int port, @Nullable String send, @Nullable String expect, long millis) {
    return PROBING.probe(
        new ProbeRequest(
            protocol,
            "127.0.0.1",
            port,
            Duration.ofMillis(millis),
            0,
            HttpCheck.DEFAULT,
            new Dialogue(send, expect),
            DnsCheck.DEFAULT,
            null,
            null));
  }
}
