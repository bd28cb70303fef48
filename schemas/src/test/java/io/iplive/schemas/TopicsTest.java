package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void everyMonitorTopicHasTheSameNumberOfPartitions() {
    List<Topic> monitorTopics =
        List.of(
            Topics.MONITORS,
            Topics.SCHEDULE,
            Topics.PROBE_RESULTS,
            Topics.ROUNDS,
            Topics.OUTAGES,
            Topics.PACES);
    assertThat(monitorTopics)
        .allSatisfy(t -> assertThat(t.definition(24, (short) 3).numPartitions()).isEqualTo(24));
  }

  @Test
  void noNameStandsTwice() {
    Set<String> names = new HashSet<>();
    assertThat(Topics.standing()).allSatisfy(t -> assertThat(names.add(t.name())).isTrue());
  }

  @Test
  void logsNameMonitorsWhereKeysAreMonitors() {
    assertThat(List.of("rounds.v1", "outages.v1", Topics.probeJobs(3).name()))
        .allSatisfy(name -> assertThat(Topics.keyName(name)).isEqualTo("monitor"));
    assertThat(List.of("accounts.v1", "usage.v1", "node-heartbeats.v1"))
        .allSatisfy(name -> assertThat(Topics.keyName(name)).isEqualTo("key"));
  }

  @Test
  void topicTimeIsTheBrokers() {
    assertThat(Topics.standing())
        .allSatisfy(t ->
            assertThat(t.definition(4, (short) 1).configs())
                .containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @Test
  void outagesAreKeptForEver() {
    assertThat(Topics.OUTAGES.definition(4, (short) 1).configs())
        .containsAllEntriesOf(Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
  }

  @Test
  void aNodesJobTopicIsNamedByItsId() {
    assertThat(Topics.probeJobs(12).name()).isEqualTo("probe-jobs.v1.12");
    assertThat(Topics.probeJobs(12).definition(4, (short) 1).numPartitions()).isEqualTo(6);
  }
}
