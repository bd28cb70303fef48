package io.iplive.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NotifierSettingsTest {

  private static final Map<String, String> NEEDED =
      Map.of(
          "iplive.kafka.bootstrap-servers", "localhost:9092",
          "iplive.registry.url", "http://localhost:1",
          "iplive.secrets.current", "k1",
          "iplive.secrets.keys.k1", "AAAA");

  @Test
  void keysAreNotForLogs() {
    assertThat(new NotifierSettings.Secrets("k1", Map.of("k1", "c2VjcmV0")).toString())
        .contains("k1")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void theDefaultsAreTheContracts() {
    NotifierSettings.Notifier notifier = bound(Map.of()).notifier();

    assertThat(notifier.attemptDeadline()).isEqualTo(Duration.ofSeconds(8));
    assertThat(notifier.repeatAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(notifier.userAgent()).doesNotContainIgnoringCase("iplive");
    assertThat(bound(Map.of()).outbound().allowed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "iplive.notifier.attempt-deadline, 0s",
    "iplive.notifier.attempt-deadline, 2m",
    "iplive.notifier.per-receiver, 0",
    "iplive.notifier.lease, 10ms",
    "iplive.notifier.in-flight, -1"
  })
  void aValueOutOfRangeIsNamedWithWhatIsAllowed(String name, String value) {
    assertThatThrownBy(() -> bound(Map.of(name, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("allowed are");
  }

  private static NotifierSettings bound(Map<String, String> more) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource(NEEDED);
    source.putAll(more);
    return new Binder(source).bindOrCreate("iplive", NotifierSettings.class);
  }
}
