package io.iplive.acceptance.cluster;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What sets each broker of a cluster apart: its number, its quorum, and a listener for each zone,
 * which is advertised as the zone's link to it.
 */
record BrokerRoles(int count, Map<String, Integer> ports, List<Zone> zones) {

  /** Name of the port at which a broker listens for a zone. */
  static String listener(int broker, int zone) {
    return "broker-" + broker + "-for-zone-" + zone;
  }

  /** Lines of a broker's configuration; of two of one name the later one holds. */
  String of(int broker) {
    String direct = "PLAINTEXT://127.0.0.1:" + ports.get("broker-" + broker);
    return """
    node.id=%1$d
    controller.quorum.voters=%2$s
    listeners=%3$s,CONTROLLER://127.0.0.1:%4$d,%5$s
    advertised.listeners=%6$s,%7$s
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,%8$s
    default.replication.factor=%9$d
    min.insync.replicas=%10$d
    offsets.topic.replication.factor=%9$d
    transaction.state.log.replication.factor=%9$d
    transaction.state.log.min.isr=%10$d
    share.coordinator.state.topic.replication.factor=%9$d
    share.coordinator.state.topic.min.isr=%10$d
    """
        .formatted(
            broker + 1,
            IntStream.range(0, count)
                .mapToObj(voter ->
                    "%d@127.0.0.1:%d".formatted(voter + 1, ports.get("controller-" + voter)))
                .collect(Collectors.joining(",")),
            direct,
            ports.get("controller-" + broker),
            forZones(
                zone -> "ZONE%d://127.0.0.1:%d".formatted(zone, ports.get(listener(broker, zone)))),
            direct,
            forZones(zone ->
                "ZONE%d://127.0.0.1:%d"
                    .formatted(zone, zones.get(zone).brokers().get(broker).port())),
            forZones("ZONE%d:PLAINTEXT"::formatted),
            count,
            Math.max(1, count - 1));
  }

  private String forZones(IntFunction<String> each) {
    return zones.stream().map(zone -> each.apply(zone.ordinal())).collect(Collectors.joining(","));
  }
}
