package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How what stands outside is reached: each says it once, and all that speak to it are told. */
class BackendsTest {

  @Test
  void changelogsHaveAsManyReplicasAsTopics() {
    Manifests manifests = Chart.with("kafka.replicas=2").render();
    for (String service : List.of("scheduler", "verdict", "gateway", "topics")) {
      assertThat(Environment.of(manifests.container(service)))
          .as(service)
          .containsEntry("IPLIVE_REPLICAS", "2");
    }
  }

  @Test
  void settingsOfKafkasClientsReachAllOfThem() {
    Manifests manifests =
        Chart.with(
                "kafka.properties.ssl\\.endpoint\\.identification\\.algorithm=",
                "slaReport.enabled=true",
                "slaReport.accounts[0]=shop",
                "slaReport.extraEnv[0].name=TZ",
                "slaReport.extraEnv[0].value=UTC",
                "tools.enabled=true")
            .render();
    for (String each :
        List.of(
            "gateway", "scheduler", "verdict", "prober", "notifier", "topics", "sla", "tools")) {
      assertThat(Environment.of(manifests.container(each)))
          .as(each)
          .containsEntry("IPLIVE_KAFKA_PROPERTIES_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM", "");
    }
    assertThat(Environment.of(manifests.container("sla"))).containsEntry("TZ", "UTC");
    assertThatThrownBy(
            Chart.with("kafka.tls.enabled=true", "kafka.properties.security\\.protocol=SSL")::text)
        .hasMessageContaining("kafka.properties has security.protocol");
  }

  @Test
  void aNumberReachesKafkasClientsAsItWasWritten(@TempDir Path folder) throws IOException {
    Path values =
        Files.writeString(
            folder.resolve("values.yaml"),
            """
            kafka:
              properties:
                sasl.login.connect.timeout.ms: 10000000
                sasl.login.refresh.window.factor: 0.85
            """);
    assertThat(Environment.of(Chart.file(values).render().container("gateway")))
        .containsEntry("IPLIVE_KAFKA_PROPERTIES_SASL_LOGIN_CONNECT_TIMEOUT_MS", "10000000")
        .containsEntry("IPLIVE_KAFKA_PROPERTIES_SASL_LOGIN_REFRESH_WINDOW_FACTOR", "0.85");
  }

  @Test
  void aLoginOfKafkaReachesItsClients() {
    Container container =
        Chart.with(
                "kafka.tls.enabled=true",
                "kafka.sasl.mechanism=SCRAM-SHA-512",
                "kafka.sasl.existingSecret=login")
            .render()
            .container("verdict");
    assertThat(Environment.of(container))
        .containsEntry("IPLIVE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL")
        .containsEntry(
            "IPLIVE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"a-secret-of-username-of-enough-characters\""
                + " password=\"a-secret-of-password-of-enough-characters\";");
  }

  @Test
  void aLoginOfTheRegistryStandsInItsAddress() {
    Container container = Chart.with("registry.existingSecret=login").render().container("verdict");
    assertThat(Environment.of(container))
        .containsEntry(
            "IPLIVE_REGISTRY_URL",
            "http://a-secret-of-username-of-enough-characters:"
                + "a-secret-of-password-of-enough-characters@registry:8081");
  }

  @Test
  void anAuthorityOfTheRegistryIsMountedWhereItIsRead() {
    Manifests manifests =
        Chart.with(
                "registry.url=https://registry",
                "registry.caSecret=registry-ca",
                "slaReport.enabled=true",
                "slaReport.accounts[0]=shop",
                "tools.enabled=true")
            .render();
    for (String each :
        List.of(
            "gateway", "scheduler", "verdict", "prober", "notifier", "topics", "sla", "tools")) {
      Container container = manifests.container(each);
      assertThat(Environment.of(container))
          .as(each)
          .containsEntry("IPLIVE_REGISTRY_CA", "/etc/iplive/registry/ca.crt");
      assertThat(container.getVolumeMounts())
          .as(each)
          .anyMatch(mount -> mount.getMountPath().equals("/etc/iplive/registry"));
    }
    assertThatThrownBy(Chart.with("registry.caSecret=registry-ca")::text)
        .hasMessageContaining("registry.caSecret is given, and read with");
  }

  @Test
  void anAuthorityOfTheDatabaseIsVerified() {
    assertThat(databaseUrl("postgresql.caSecret=ca"))
        .endsWith("?sslmode=verify-full&sslrootcert=/etc/iplive/postgresql/ca.crt");
    assertThat(databaseUrl("postgresql.caSecret=ca", "postgresql.parameters=sslmode=verify-ca"))
        .endsWith("?sslmode=verify-ca&sslrootcert=/etc/iplive/postgresql/ca.crt");
    assertThat(databaseUrl("postgresql.port=5433")).endsWith(":5433/gateway");
  }

  private static String databaseUrl(String... options) {
    Container gateway = Chart.with(options).render().container("gateway");
    return String.valueOf(Environment.of(gateway).get("SPRING_DATASOURCE_URL"));
  }
}
