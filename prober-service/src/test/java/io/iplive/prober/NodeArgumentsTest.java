package io.iplive.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.schemas.OutboundPolicy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeArgumentsTest {

  private static final Map<String, String> RIGHT =
      Map.of("gateway", "https://gateway.example:6003", "node-ip", "192.0.2.7");

  @Test
  void whatIsAmissIsNamed() {
    refuses("gateway", "gateway.example", "gateway is 'gateway.example'");
    refuses("gateway", "", "a gateway's address is needed");
    refuses("node-ip", "", "node-ip must not be blank");
    refuses("max-in-flight", "many", "max-in-flight is 'many', not a number");
    refuses("max-in-flight", "0", "max-in-flight is 0");
    refuses("refuse", "198.51.100.7", "'198.51.100.7' is not a network");
    refuses("deny-ports", "25,smtp", "'smtp' is not a port");
    refuses("deny-ports", "0", "'0' is not a port");
    refuses("reference", "9.9.9.9:53,1.1.1.1", "'1.1.1.1' is not a host:port");
  }

  @Test
  void theOutboundPolicyIsTheInstallations() {
    Map<String, String> given =
        Map.of(
            "allow", "127.0.0.0/8", "refuse", "198.51.0.0/16, 9.9.9.0/24", "deny-ports", "25,465");
    OutboundPolicy policy = new NodeArguments(given::get).policy();

    assertThat(policy.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(policy.allows(InetAddress.ofLiteral("9.9.9.9"))).isFalse();
    assertThat(policy.allows(InetAddress.ofLiteral("9.9.8.9"))).isTrue();
    assertThat(policy.allowsPort(25)).isFalse();
    assertThat(policy.allowsPort(443)).isTrue();
  }

  @Test
  void aNodesOwnPublicAddressesAreRefusedUnlessAllowed() {
    assertThat(new NodeArguments(Map.of("node-ip", "9.9.7.7")::get).policy())
        .satisfies(policy -> {
          assertThat(policy.allows(InetAddress.ofLiteral("9.9.7.7"))).isFalse();
          assertThat(policy.allows(InetAddress.ofLiteral("9.9.7.8"))).isTrue();
        });
    OutboundPolicy open =
        new NodeArguments(Map.of("node-ip", "9.9.7.7", "allow", "9.9.7.7/32")::get).policy();
    assertThat(open.allows(InetAddress.ofLiteral("9.9.7.7"))).isTrue();
  }

  @Test
  void ofAMachineTheAddressesThatTheWorldReachesCount() {
    List<InetAddress> machine =
        Stream.of("127.0.0.1", "10.1.2.3", "9.9.7.7", "2a00::7", "fe80::1", "::1")
            .map(InetAddress::ofLiteral)
            .toList();
    assertThat(OwnAddresses.networks("9.9.7.7", machine))
        .containsExactly("9.9.7.7/32", "2a00:0:0:0:0:0:0:7/128");
    assertThat(OwnAddresses.networks("node-a", List.of())).isEmpty();
  }

  private static void refuses(String word, String text, String message) {
    Map<String, String> given = new HashMap<>(RIGHT);
    given.put(word, text);
    assertThatThrownBy(
            () -> new NodeArguments(given::get).node(Path.of("target/node"), _ -> {}).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEnvironmentSaysItInCapitals() {
    assertThat(NodeMain.variable("gateway")).isEqualTo("IPLIVE_NODE_GATEWAY");
    assertThat(NodeMain.variable("node-ip")).isEqualTo("IPLIVE_NODE_IP");
    assertThat(NodeMain.variable("deny-ports")).isEqualTo("IPLIVE_NODE_DENY_PORTS");
    assertThat(NodeMain.variable("max-in-flight")).isEqualTo("IPLIVE_NODE_MAX_IN_FLIGHT");
  }
}
