package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What an installation runs before its services. */
class InstallationIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();

  @Test
  void topicsThatAreMissingAreMadeAndNoneThatIsThereIsChanged()
      throws InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", GATEWAY.broker.getBrokersAsString()))) {
      admin.deleteTopics(Set.of("usage.v1.gateway.dlt")).all().get();
      ConfigResource rollups = new ConfigResource(ConfigResource.Type.TOPIC, "rollups.v1");
      admin
          .incrementalAlterConfigs(
              Map.of(
                  rollups,
                  Set.of(
                      new AlterConfigOp(
                          new ConfigEntry("retention.ms", "1000000000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();

      assertThat(topics(4)).isZero();

      assertThat(admin.listTopics().names().get()).contains("usage.v1.gateway.dlt");
      Config settings =
          Objects.requireNonNull(admin.describeConfigs(Set.of(rollups)).all().get().get(rollups));
      assertThat(settings.get("retention.ms").value()).isEqualTo("1000000000");
    }
  }

  @Test
  void anotherNumberOfPartitionsEndsItForGood() throws InterruptedException {
    assertThat(topics(24)).isEqualTo(TopicsMain.REFUSED);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aReplicaThatStartsWarnsOfBrokersThatAreSetOtherwise(CapturedOutput output) {
    try (ConfigurableApplicationContext _ = GATEWAY.start(Map.of())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(output.getOut()).containsPattern("WARN.*BrokerNotice.*wanted is"));
    }
  }

  @Test
  void aDatabaseIsMigratedWithoutTheGateway() {
    String url = GATEWAY.newDatabase("migrated");
    MigrationMain.main(
        new String[] {
          "--spring.datasource.url=" + url,
          "--spring.datasource.username=postgres",
          "--spring.datasource.password=postgres"
        });
    assertThat(
            Jdbi.create(url)
                .<Integer, RuntimeException>withHandle(handle ->
                    handle.createQuery("select count(*) from journal").mapTo(Integer.class).one()))
        .isZero();
  }

  @Test
  void theReadyAndTheAbsentAreToldApart() throws InterruptedException {
    String gateway = GATEWAY.address();
    assertThat(ReadyMain.run(gateway + "/actuator/health/readiness")).isZero();
    assertThat(ReadyMain.run(gateway + "/nodes.txt", gateway + "/nowhere", "http://127.0.0.1:1/"))
        .isEqualTo(2);
  }

  private static int topics(int partitions) throws InterruptedException {
    return TopicsMain.run(
        "--iplive.kafka.bootstrap-servers=" + GATEWAY.broker.getBrokersAsString(),
        "--iplive.registry.url=" + GATEWAY.registry.url(),
        "--iplive.partitions=" + partitions);
  }
}
