package io.iplive.local.children;

import io.iplive.local.instance.Settings;
import java.util.Locale;

/** The broker's configuration. */
final class BrokerProperties {

  private BrokerProperties() {}

  /**
   * For one machine and one broker: nothing to replicate, a short session so that a killed broker
   * returns in seconds, short hanging transactions (architecture, decision 5).
   */
  static String text(Settings settings, String logs) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    inter.broker.listener.name=PLAINTEXT
    log.dirs=%3$s
    broker.session.timeout.ms=2000
    broker.heartbeat.interval.ms=500
    auto.create.topics.enable=false
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=1
    transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
    group.initial.rebalance.delay.ms=0
    num.network.threads=2
    num.io.threads=4
    background.threads=2
    log.cleaner.dedupe.buffer.size=8388608
    log.index.size.max.bytes=2097152
    """
        .formatted(
            settings.port("broker"), settings.port("controller"), escaped(logs.replace("\\", "/")));
  }

  /** Kafka reads the file as ISO 8859-1, as properties files were of old. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      if (letter < ' ' || letter > '~') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
      } else {
        text.append(letter);
      }
    }
    return text.toString();
  }
}
