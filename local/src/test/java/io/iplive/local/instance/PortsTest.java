package io.iplive.local.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final List<String> NAMES = List.of("a", "b");

  @Test
  void keepsRememberedPortsThatAreFree() {
    Map<String, Integer> before = Map.of("a", 25_000, "b", 25_001);
    assertThat(Ports.settle(NAMES, before, Set.of(), _ -> true, 0)).isEqualTo(before);
  }

  @Test
  void choosesAnotherForOneThatIsTaken() {
    assertThat(
            Ports.settle(
                NAMES, Map.of("a", 25_000, "b", 25_001), Set.of(), port -> port != 25_000, 7))
        .isEqualTo(Map.of("a", 20_007, "b", 25_001));
  }

  @Test
  void givesNoPortTwiceAndNoneThatIsReserved() {
    assertThat(
            Ports.settle(
                NAMES, Map.of("a", 25_000, "b", 25_000), Set.of(20_000), _ -> true, 10_000))
        .isEqualTo(Map.of("a", 25_000, "b", 20_001));
  }

  @Test
  void givesUpWithASentenceWhenNothingIsFree() {
    assertThatThrownBy(() -> Ports.settle(NAMES, Map.of(), Set.of(), _ -> false, 0))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("No free port");
  }

  @Test
  void namesTheProcessThatHoldsAPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(Ports.free(port)).isFalse();
      assertThat(PortOwner.complaint(port).sentence())
          .startsWith(
              "Port %d is in use by process %d".formatted(port, ProcessHandle.current().pid()))
          .endsWith("stop that, or name another port with --port.");
    }
  }

  @Test
  void readsOnlyListeningSocketsOfThePort() {
    String listening =
        "   0: 0100007F:1773 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4711 1";
    String connected = listening.replace(" 0A ", " 01 ");
    assertThat(PortOwner.listeningSocket(listening, 6003)).contains("4711");
    assertThat(PortOwner.listeningSocket(listening, 6004)).isEmpty();
    assertThat(PortOwner.listeningSocket(connected, 6003)).isEmpty();
  }
}
