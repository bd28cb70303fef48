package io.iplive.prober.probe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.iplive.prober.probe.check.HttpMessage.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessageTest {

  @Test
  void readsHeadersALineEach() {
    assertThat(HttpMessage.headers("X-A: 1\r\n\nX-B:  b:c \n"))
        .containsExactly(new Header("X-A", "1"), new Header("X-B", "b:c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon",
        "X A: 1",
        ": 1",
        "host: a",
        "Content-Length: 1",
        "transfer-encoding: chunked",
        "Connection: upgrade",
        "X-A: b\u0000c",
        "X-\u00e9: 1"
      })
  void refusesWhatWouldBreakTheRequest(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> HttpMessage.headers(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "get", "GET / HTTP/1.1\r\nX:", "CONNECT", "A B"})
  void refusesWhatIsNoMethod(String method) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpMessage(method, List.of(), null));
  }

  @Test
  void tellsNoSecretsToALog() {
    HttpMessage message =
        new HttpMessage("POST", List.of(new Header("Authorization", "secret")), "secret");
    assertThat(message.toString() + message.headers()).doesNotContain("secret");
  }
}
