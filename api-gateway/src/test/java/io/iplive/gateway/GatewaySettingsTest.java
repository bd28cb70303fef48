package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewaySettingsTest {

  @Test
  void haveDefaultsForAllButKeysAndRegistry() {
    GatewaySettings settings = bound(Map.of());
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.partitions()).isEqualTo(4);
    assertThat(settings.replicas()).isEqualTo(1);
    assertThat(settings.operator().token()).isEmpty();
    assertThat(settings.enrolment().secret()).isEmpty();
    assertThat(settings.enrolment().approval()).isFalse();
    assertThat(settings.deal().trustSourceAddress()).isFalse();
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.outbound().allowed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "iplive.partitions, 0",
    "iplive.replicas, 0",
    "iplive.secrets.current, k2",
    "iplive.operator.token, short",
    "iplive.enrolment.secret, short",
    "iplive.registry.url, registry",
    "iplive.api.most-in-flight, 0"
  })
  void nameTheFieldAndWhatIsAllowed(String name, String value) {
    assertThatThrownBy(() -> bound(Map.of(name, value)))
        .rootCause()
        .hasMessageContainingAll(name, "allowed: ");
  }

  @Test
  void askForKeysWhereThereAreNone() {
    Map<String, String> noKeys = Map.of("iplive.registry.url", "http://localhost:8081");
    Binder binder = new Binder(new MapConfigurationPropertySource(noKeys));
    assertThatThrownBy(() -> binder.bind("iplive", GatewaySettings.class))
        .rootCause()
        .hasMessageContaining("iplive.secrets.keys");
  }

  @Test
  void printNoSecret() {
    String secret = "a secret of more than thirty-two characters";
    assertThat(
            bound(Map.of("iplive.operator.token", secret, "iplive.enrolment.secret", secret))
                .toString())
        .doesNotContain(secret, "a2V5");
  }

  private static GatewaySettings bound(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("iplive.registry.url", "http://localhost:8081");
    all.put("iplive.kafka.bootstrap-servers", "localhost:9092");
    all.put("iplive.secrets.current", "k1");
    all.put("iplive.secrets.keys.k1", "a2V5");
    all.putAll(more);
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("iplive", GatewaySettings.class)
        .get();
  }
}
