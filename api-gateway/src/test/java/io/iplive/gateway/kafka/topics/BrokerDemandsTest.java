package io.iplive.gateway.kafka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerDemandsTest {

  private static final Map<String, String> KAFKAS_DEFAULTS =
      Map.of(
          "auto.create.topics.enable", "true",
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "10000",
          "group.min.session.timeout.ms", "6000",
          "transaction.max.timeout.ms", "900000",
          "message.max.bytes", "1048588",
          "min.insync.replicas", "1");

  @Test
  void areTheseOfABrokerAsItComes() {
    assertThat(BrokerDemands.unmet(KAFKAS_DEFAULTS, 3))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("auto.create.topics.enable is true"),
            two -> assertThat(two).contains("cleanup.interval.ms is 10000, wanted is at most 1000"),
            three -> assertThat(three).contains("min.insync.replicas is 1, wanted is at least 2"));
  }

  @Test
  void ofOneBrokerAreThoseThatOneCanMeet() {
    assertThat(BrokerDemands.unmet(KAFKAS_DEFAULTS, 1)).hasSize(2);
  }

  @Test
  void tellOfReleasesThatLoseTheEndOfTransactions() {
    assertThat(BrokerDemands.ofRelease(29)).isNull();
    assertThat(BrokerDemands.ofRelease(30)).contains("Kafka 4.3 or newer", "KAFKA-20734");
  }

  @Test
  void areNoneWhereABrokerTellsNothing() {
    assertThat(BrokerDemands.unmet(Map.of("message.max.bytes", ""), 3)).isEqualTo(List.of());
  }
}
