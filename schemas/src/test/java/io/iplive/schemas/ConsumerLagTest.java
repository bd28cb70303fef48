package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

  @Test
  void isThatOfThePartitionFurthestBehindAndNothingWhereNothingWasRead() {
    Map<MetricName, Metric> metrics = new HashMap<>();
    add(metrics, "idle-consumer", Double.NaN);
    assertThat(ConsumerLag.worst(metrics)).isZero();
    add(metrics, "one-consumer", 3.0);
    add(metrics, "another-consumer", 12.0);
    assertThat(ConsumerLag.worst(metrics)).isEqualTo(12);
  }

  @Test
  void restoringAndTheGlobalStoreAreNotReading() {
    Map<MetricName, Metric> metrics = new HashMap<>();
    add(metrics, "verdict-0-StreamThread-1-consumer", 7.0);
    add(metrics, "verdict-0-StreamThread-1-restore-consumer", 900.0);
    add(metrics, "verdict-0-global-consumer", 800.0);
    assertThat(ConsumerLag.worst(metrics)).isEqualTo(7);
  }

  private static void add(Map<MetricName, Metric> metrics, String client, double lag) {
    MetricName name =
        new MetricName(
            "records-lag-max", "consumer-fetch-manager-metrics", "", Map.of("client-id", client));
    metrics.put(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return lag;
          }
        });
  }
}
