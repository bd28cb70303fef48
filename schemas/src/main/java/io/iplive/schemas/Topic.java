package io.iplive.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic: keys are UTF-8 decimal ids, values Avro in Confluent framing, time is the broker's
 * append time.
 *
 * @param name as on the broker
 * @param value schema of the values; {@code bytes} for dead letters and what is done about them
 * @param partitions how many, for life
 * @param retention how long records stay
 */
public record Topic(String name, Schema value, Partitions partitions, Retention retention) {

  /** The registry's subject of the values. */
  public String subject() {
    return name + "-value";
  }

  /** Whether values have a schema in the registry. */
  public boolean registered() {
    return value.getType() == Schema.Type.RECORD;
  }

  /** What the broker is asked to create. */
  public NewTopic definition(int monitorPartitions, short replicas) {
    Map<String, String> settings = new HashMap<>(retention.settings());
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.put("compression.type", "producer");
    return new NewTopic(name, partitions.count(monitorPartitions), replicas).configs(settings);
  }
}
