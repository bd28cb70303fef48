package io.iplive.acceptance.cluster;

import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.OperatorSettings;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.supervision.ServiceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where one instance of each service is at most; it reaches brokers and PostgreSQL by links of its
 * own.
 *
 * @param ordinal from 0, the one in the instances' names
 * @param settings its ports, those of its links among them
 * @param brokers its links to them
 * @param postgres its link to it
 */
record Zone(
    int ordinal,
    DataDirectory data,
    Settings settings,
    Secrets secrets,
    List<Link> brokers,
    Link postgres) {

  /** What an instance is told: what a local one is, and what is another's where there are more. */
  Map<String, String> settings(Service service, Shape shape, long nodeId) {
    ServiceSettings local =
        new ServiceSettings(data, settings, secrets, new OperatorSettings(Map.of()));
    Map<String, String> all =
        new LinkedHashMap<>(
            switch (service) {
              case GATEWAY -> local.gateway();
              case NOTIFIER -> local.notifier();
              case SCHEDULER, VERDICT -> local.streams(service.word());
              case PROBER -> local.prober(service.part(ordinal), nodeId);
            });
    String bootstrap =
        brokers.stream().map(link -> "127.0.0.1:" + link.port()).collect(Collectors.joining(","));
    all.put("spring.kafka.bootstrap-servers", bootstrap);
    all.put("iplive.kafka.bootstrap-servers", bootstrap);
    all.put("spring.main.register-shutdown-hook", "true");
    all.put("logging.level.org.apache.kafka", "WARN");
    all.put("iplive.instance-id", service.instance(ordinal));
    all.put("iplive.replicas", "" + shape.brokers());
    all.put("iplive.standbys", shape.of(service) > 1 ? "1" : "0");
    return all;
  }
}
