package io.iplive.schemas;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many records are still to be read, as consumers count them themselves. */
public final class ConsumerLag {

  private static final String WORST = "records-lag-max";

  private ConsumerLag() {}

  /**
   * Of the partition that is furthest behind, in records; 0 where nothing was read yet. Restoring
   * and the global store of Kafka Streams are not reading.
   *
   * @param metrics of a consumer, or of a whole Streams instance
   */
  public static double worst(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(each -> each.getKey().name().equals(WORST) && reads(each.getKey()))
        .mapToDouble(each -> (double) each.getValue().metricValue())
        .filter(lag -> !Double.isNaN(lag))
        .max()
        .orElse(0);
  }

  private static boolean reads(MetricName name) {
    String client = name.tags().getOrDefault("client-id", "");
    return !client.endsWith("restore-consumer") && !client.endsWith("global-consumer");
  }
}
