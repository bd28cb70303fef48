package io.iplive.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.77/24, 192.0.2.1, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "0.0.0.0/0, 9.9.9.9, true",
    "0.0.0.0/0, ::1, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::/0, 2001:db8::1, true",
    "2001:db8::1/128, 2001:db8::1, true"
  })
  void containsWhatSharesItsPrefix(String network, String address, boolean inside) {
    assertThat(
            Network.parse(network).orElseThrow().contains(IpAddress.parse(address).orElseThrow()))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/٨",
        "10.0.0/8",
        "example.org/8",
        "2001:db8::/129",
        "10.0.0.0/0008"
      })
  void isNotReadFromAnythingElse(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}
