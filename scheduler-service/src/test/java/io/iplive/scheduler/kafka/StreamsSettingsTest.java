package io.iplive.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.Brokers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

  @Test
  void changelogsHaveAsManyReplicasAsIsAskedFor() {
    assertThat(ofReplicas(3).streams()).containsEntry("replication.factor", 3);
    assertThat(ofReplicas(-1).streams()).containsEntry("replication.factor", -1);
  }

  private static StreamsSettings ofReplicas(int replicas) {
    return new StreamsSettings(
        Brokers.at("broker:9092"), "scheduler-0", Path.of("state"), replicas, 0, 1);
  }
}
