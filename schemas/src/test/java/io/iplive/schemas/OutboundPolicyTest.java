package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundPolicyTest {

  private final OutboundPolicy strict = new OutboundPolicy(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.2.7",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::808:808",
        "2001:db8::1",
        "2001::1",
        "2002:808:808::1",
        "fd00::1",
        "fe80::1",
        "ff02::1"
      })
  void refusesTheInside(String address) {
    // ofLiteral turns a mapped address into IPv4, as the resolver does: those go by their IPv4
    // form.
    InetAddress parsed = InetAddress.ofLiteral(address);
    boolean mappedPublic = address.equals("::ffff:8.8.8.8");
    assertThat(strict.allows(parsed)).isEqualTo(mappedPublic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void allowsThePublicNetUpToItsEdges(String address) {
    assertThat(strict.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.3.0.1"})
  void allowsItsExceptionsAndNothingElse(String address) {
    OutboundPolicy loopback = new OutboundPolicy(List.of("127.0.0.0/8"));
    assertThat(loopback.allows(InetAddress.ofLiteral(address))).isTrue();
    assertThat(loopback.allows(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    assertThat(loopback.allows(InetAddress.ofLiteral("::1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "host/8", "::/129", "10.0.0.0/x"})
  void namesAnExceptionItCannotRead(String cidr) {
    assertThatThrownBy(() -> new OutboundPolicy(List.of(cidr)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + cidr + "' is not a network");
  }

  @Test
  void whatTheInstallationRefusesIsRefusedUnlessItIsAnException() {
    OutboundPolicy own =
        new OutboundPolicy(List.of("9.9.9.9/32"), List.of("9.9.9.0/24"), Set.of(25));
    assertThat(own.allows(InetAddress.ofLiteral("9.9.9.1"))).isFalse();
    assertThat(own.allows(InetAddress.ofLiteral("9.9.9.9"))).isTrue();
    assertThat(own.allows(InetAddress.ofLiteral("9.9.8.1"))).isTrue();
    assertThat(own.allowsPort(25)).isFalse();
    assertThat(own.allowsPort(443)).isTrue();
    assertThat(strict.allowsPort(25)).isTrue();
    assertThatThrownBy(() -> new OutboundPolicy(List.of(), List.of(), Set.of(70_000)))
        .hasMessageContaining("'70000'");
  }
}
