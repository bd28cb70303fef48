package io.iplive.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.verdict.kafka.VerdictMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VerdictSettingsTest {

  @Test
  void onlyBrokersRegistryAndDirectoryMustBeGiven() {
    VerdictSettings settings = bound(Map.of());
    assertThat(settings.instanceId()).isEqualTo("verdict-0");
    assertThat(settings.threads()).isEqualTo(1);
    assertThat(settings.store()).isEqualTo(VerdictSettings.Store.IN_MEMORY);
    assertThat(settings.verdict().grace()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void namesAreRelaxedAndDurationsReadable() {
    VerdictSettings settings =
        bound(
            Map.of(
                "iplive.instance-id", "verdict-3",
                "iplive.store", "rocksdb",
                "iplive.standbys", "1",
                "iplive.verdict.grace", "1500ms"));
    assertThat(settings.instanceId()).isEqualTo("verdict-3");
    assertThat(settings.store()).isEqualTo(VerdictSettings.Store.ROCKSDB);
    assertThat(settings.standbys()).isEqualTo(1);
    assertThat(settings.verdict().grace()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void aRefusalNamesTheFieldTheValueAndWhatIsAllowed() {
    assertThatThrownBy(() -> bound(Map.of("iplive.threads", "0")))
        .rootCause()
        .hasMessage("iplive.threads=0, allowed 1..64");
    assertThatThrownBy(() -> bound(Map.of("iplive.verdict.grace", "2m")))
        .rootCause()
        .hasMessage("iplive.verdict.grace=PT2M, allowed PT0S..PT1M");
    assertThatThrownBy(() -> bound(Map.of("iplive.instance-id", " ")))
        .rootCause()
        .hasMessageContaining("iplive.instance-id is blank");
  }

  @Test
  void streamsRunExactlyOnceWithTheTimeoutsOfTheDesign() {
    Map<String, Object> streams =
        VerdictStreams.settings(
            bound(Map.of()), new VerdictMeters(new SimpleMeterRegistry(), InstantSource.system()));
    assertThat(streams)
        .containsEntry("application.id", "iplive-verdict")
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("commit.interval.ms", 20L)
        .containsEntry("poll.ms", 10L)
        .containsEntry("max.task.idle.ms", 0L)
        .containsEntry("main.consumer.session.timeout.ms", 6_000)
        .containsEntry("main.consumer.heartbeat.interval.ms", 1_500)
        .containsEntry("main.consumer.group.instance.id", "verdict-0")
        .containsEntry("producer.transaction.timeout.ms", 2_000)
        .containsEntry("replication.factor", -1);
  }

  @Test
  void changelogsHaveAsManyReplicasAsIsAskedFor() {
    VerdictMeters meters = new VerdictMeters(new SimpleMeterRegistry(), InstantSource.system());
    assertThat(VerdictStreams.settings(bound(Map.of("iplive.replicas", "3")), meters))
        .containsEntry("replication.factor", 3);
    assertThatThrownBy(() -> bound(Map.of("iplive.replicas", "0")))
        .rootCause()
        .hasMessage("iplive.replicas=0, allowed 1..32767");
  }

  private static VerdictSettings bound(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(given);
    all.put("iplive.kafka.bootstrap-servers", "localhost:9092");
    all.put("iplive.registry.url", "http://localhost:8081");
    all.put("iplive.state-dir", "build/state");
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("iplive", VerdictSettings.class)
        .get();
  }
}
