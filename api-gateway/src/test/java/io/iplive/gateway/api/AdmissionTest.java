package io.iplive.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.gateway.api.body.UnhandledException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AdmissionTest {

  private final Admission admission =
      new Admission(8, new SourceAddresses(List.of("198.51.100.1")));

  @Test
  void nobodyTakesMoreThanAShareOfThePlaces() {
    assertThat(enter("192.0.2.1")).isTrue();
    assertThat(enter("192.0.2.1")).isTrue();
    refused("192.0.2.1", HttpStatus.TOO_MANY_REQUESTS);
    assertThat(enter("192.0.2.2")).isTrue();
    leave("192.0.2.1");
    assertThat(enter("192.0.2.1")).isTrue();
  }

  @Test
  void aNetworkOfIpv6IsOneSource() {
    assertThat(enter("2001:db8:0:1::1")).isTrue();
    assertThat(enter("2001:db8:0:1::2")).isTrue();
    refused("2001:db8:0:1:ffff::3", HttpStatus.TOO_MANY_REQUESTS);
    assertThat(enter("2001:db8:0:2::1")).isTrue();
  }

  @Test
  void allOfThemTogetherAreBoundedToo() {
    for (int i = 0; i < 8; i++) {
      assertThat(enter("192.0.2." + i)).isTrue();
    }
    refused("192.0.2.9", HttpStatus.SERVICE_UNAVAILABLE);
    leave("192.0.2.1");
    assertThat(enter("192.0.2.9")).isTrue();
  }

  @Test
  void behindAProxyEachCallerIsASourceOfItsOwn() {
    assertThat(enter(forwarded("192.0.2.1"))).isTrue();
    assertThat(enter(forwarded("192.0.2.1"))).isTrue();
    assertThatThrownBy(() -> enter(forwarded("192.0.2.1"))).isInstanceOf(UnhandledException.class);
    assertThat(enter(forwarded("192.0.2.2"))).isTrue();
    assertThat(enter(forwarded("no address"))).isTrue();
  }

  private static MockHttpServletRequest forwarded(String caller) {
    MockHttpServletRequest request = from("198.51.100.1");
    request.addHeader("X-Forwarded-For", caller);
    return request;
  }

  private boolean enter(MockHttpServletRequest request) {
    return admission.preHandle(request, new MockHttpServletResponse(), this);
  }

  private boolean enter(String address) {
    return enter(from(address));
  }

  private void leave(String address) {
    admission.afterCompletion(from(address), new MockHttpServletResponse(), this, null);
  }

  private void refused(String address, HttpStatus status) {
    assertThatThrownBy(() -> enter(address))
        .isInstanceOfSatisfying(
            UnhandledException.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }

  private static MockHttpServletRequest from(String address) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(address);
    return request;
  }
}
