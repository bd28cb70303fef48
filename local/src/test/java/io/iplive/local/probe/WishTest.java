package io.iplive.local.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.local.instance.Complaint;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.demand.IpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.example/b?c, , https, a.example, 443, /b?c",
    "http://a.example:81, , http, a.example, 81, /",
    "a.example, , http, a.example, 80, /",
    "HTTPS, a.example/b, https, a.example, 443, /b",
    "http://[2001:db8::1]/, , http, 2001:db8:0:0:0:0:0:1, 80, /",
    "tcp, a.example:5432, tcp, a.example, 5432, /",
    "tcp, [2001:db8::1]:22, tcp, 2001:db8::1, 22, /",
    "icmp, 2001:db8::1, icmp, 2001:db8::1, , /",
    "smtp, a.example, smtp, a.example, , /"
  })
  void readsATarget(
      String first,
      @Nullable String second,
      String type,
      String address,
      @Nullable Integer port,
      String path) {
    ProbeRequest request = wish(Map.of(), second == null ? List.of(first) : List.of(first, second));
    assertThat(request.protocol()).isEqualTo(type);
    assertThat(request.address()).isEqualTo(address);
    assertThat(request.port()).isEqualTo(port);
    assertThat(request.http().path()).isEqualTo(path);
  }

  @Test
  void readsOptions() {
    Map<String, String> options =
        Map.ofEntries(
            Map.entry("--header", "X-A: 1\nX-B: 2"),
            Map.entry("--body", "a=b"),
            Map.entry("--code", "404"),
            Map.entry("--keyword", "well"),
            Map.entry("--timeout", "3"),
            Map.entry("--retries", "2"),
            Map.entry("--address", "192.0.2.1"),
            Map.entry("--insecure", ""),
            Map.entry("--follow", ""),
            Map.entry("--days", "14"),
            Map.entry("--user", "me:secret"),
            Map.entry("--ip", "6"),
            Map.entry("--slow", "250"),
            Map.entry("--pattern", "a+"),
            Map.entry("--json-path", "$.a"),
            Map.entry("--packets", "3"));
    ProbeRequest request = wish(options, List.of("https://a.example/"));
    assertThat(request.address()).isEqualTo("192.0.2.1");
    assertThat(request.http().host()).isEqualTo("a.example");
    assertThat(request.http().message().method()).isEqualTo("POST");
    assertThat(request.http().message().headers())
        .containsExactly(
            new Header("X-A", "1"),
            new Header("X-B", "2"),
            new Header("Authorization", "Basic bWU6c2VjcmV0"));
    assertThat(request.http().expected().matches(404)).isTrue();
    assertThat(request.http().keywords().present()).isEqualTo("well");
    assertThat(request.http().tlsVerify()).isFalse();
    assertThat(request.http().followRedirects()).isTrue();
    assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(request.retryCount()).isEqualTo(2);
    assertThat(request.daysLeft()).isEqualTo(14);
    assertThat(request.demands().ip()).isEqualTo(IpVersion.V6);
    assertThat(request.demands().slow()).isEqualTo(Duration.ofMillis(250));
    assertThat(request.demands().content().jsonPath()).hasToString("$.a");
    assertThat(request.demands().pings().packets()).isEqualTo(3);
  }

  @Test
  void whatADnsProbeExpectsIsARecord() {
    ProbeRequest request =
        wish(
            Map.of("--dns-type", "mx", "--dns-server", "192.0.2.53", "--expect", "10 mx"),
            List.of("dns", "a.example"));
    assertThat(request.dns().type()).isEqualTo("MX");
    assertThat(request.dns().server()).isEqualTo("192.0.2.53");
    assertThat(request.dns().expected()).isEqualTo("10 mx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user@a.example/", "ftp://a.example", "http://"})
  void saysWhatCannotBeProbed(String url) {
    assertThatThrownBy(() -> wish(Map.of(), List.of(url)))
        .isInstanceOf(Complaint.class)
        .hasMessageStartingWith("This cannot be probed: it");
  }

  @Test
  void saysWhatAnOptionAllows() {
    assertThatThrownBy(() -> wish(Map.of("--timeout", "0"), List.of("a.example")))
        .hasMessage("--timeout is '0', allowed is 1..600.");
    assertThatThrownBy(() -> wish(Map.of("--code", "perhaps"), List.of("a.example")))
        .hasMessageContaining("'perhaps' is not a status code");
  }

  private static ProbeRequest wish(Map<String, String> options, List<String> words) {
    return new Wish(words, options).request();
  }
}
