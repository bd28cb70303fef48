package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokersTest {

  private static final String LOGIN = "ScramLoginModule required username=\"u\" password=\"p4ss\";";

  @Test
  void giveClientsTheirAddressAndTheirSecurity() {
    Brokers brokers =
        new Brokers(
            "a:9093,b:9093", Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", LOGIN));
    assertThat(brokers.settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "a:9093,b:9093",
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", LOGIN));
  }

  @Test
  void areReadFromAnEnvironmentAsServicesReadTheirs() {
    assertThat(
            Brokers.of(
                Map.of(
                    "PATH", "/bin",
                    "IPLIVE_KAFKA_BOOTSTRAP_SERVERS", "a:9093",
                    "IPLIVE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", LOGIN)))
        .isEqualTo(new Brokers("a:9093", Map.of("sasl.jaas.config", LOGIN)));
  }

  @Test
  void refuseWhatIsTheServicesOwn() {
    assertThatThrownBy(() -> new Brokers("a:9092", Map.of("isolation.level", "read_uncommitted")))
        .hasMessageContainingAll("iplive.kafka.properties.isolation.level", "allowed: ", "sasl.");
    assertThatThrownBy(() -> Brokers.at(" ")).hasMessageContaining("bootstrap-servers");
  }

  @Test
  void printNoPassword() {
    assertThat(new Brokers("a:9092", Map.of("sasl.jaas.config", LOGIN)).toString())
        .contains("a:9092", "sasl.jaas.config")
        .doesNotContain("p4ss");
  }
}
