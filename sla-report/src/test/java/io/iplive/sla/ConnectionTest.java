package io.iplive.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.schemas.Brokers;
import io.iplive.sla.asked.Asking;
import io.iplive.sla.asked.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

  private static final Map<String, String> POD =
      Map.of(
          "IPLIVE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
          "IPLIVE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL",
          "IPLIVE_REGISTRY_URL", "https://registry",
          "IPLIVE_REGISTRY_CA", "/etc/ca.crt");

  @SuppressWarnings("NullAway.Init") // Set by JUnit.
  @TempDir
  private Path folder;

  @Test
  void isAsTheEnvironmentSaysWhereTheOptionsSayNothing() {
    assertThat(connection(POD))
        .isEqualTo(
            new Connection(
                new Brokers("kafka:9093", Map.of("security.protocol", "SSL")),
                "https://registry",
                "/etc/ca.crt"));
    assertThat(connection(POD, "--bootstrap-servers=other:1", "--registry=http://r"))
        .isEqualTo(
            new Connection(
                new Brokers("other:1", Map.of("security.protocol", "SSL")),
                "http://r",
                "/etc/ca.crt"));
  }

  @Test
  void takesAFileOfClientSettingsAboveBoth() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("client.properties"),
            "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n");
    assertThat(connection(POD, "--config=" + file).brokers().properties())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
  }

  @Test
  void saysWhatIsMissingAndWhatIsNotTheCallersToSet() throws IOException {
    assertThatThrownBy(() -> connection(Map.of(), "--registry=http://r"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "--bootstrap-servers is missing, and IPLIVE_KAFKA_BOOTSTRAP_SERVERS is not set either.");
    assertThatThrownBy(() -> connection(Map.of(), "--bootstrap-servers=b:1"))
        .isInstanceOf(Refusal.class)
        .hasMessage("--registry is missing, and IPLIVE_REGISTRY_URL is not set either.");
    assertThatThrownBy(() -> connection(POD, "--config=" + folder.resolve("none")))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("--config is '" + folder.resolve("none"));
    Path file = Files.writeString(folder.resolve("own"), "isolation.level=read_uncommitted\n");
    assertThatThrownBy(() -> connection(POD, "--config=" + file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("isolation.level is set; allowed: names that begin with security.");
  }

  private static Connection connection(Map<String, String> environment, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--account=acme", "--from=2026-03-01", "--to=2026-03-02"));
    arguments.addAll(List.of(more));
    return Connection.of(
        Asking.parse(arguments, Instant.parse("2026-11-22T12:00:00Z")), environment);
  }
}
