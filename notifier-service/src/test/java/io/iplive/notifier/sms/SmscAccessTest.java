package io.iplive.notifier.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmscAccessTest {

  @ParameterizedTest
  @CsvSource({
    "https://smsc.ru, 0, https://smsc.ru",
    "https://smsc.ru, 1, https://www2.smsc.ru",
    "https://smsc.ru, 2, https://www3.smsc.ru",
    "https://smsc.ru, 3, https://smsc.ru",
    "https://www.smsc.ru:8443, 1, https://www2.smsc.ru:8443",
    "http://127.0.0.1:9, 1, http://127.0.0.1:9",
    "http://localhost:9, 2, http://localhost:9"
  })
  void backupsStandBesideTheRoot(URI root, int turn, URI host) {
    SmscAccess access = new SmscAccess(root, "l", "p", false, Duration.ofSeconds(1));
    assertThat(access.host(turn)).isEqualTo(host);
  }
}
