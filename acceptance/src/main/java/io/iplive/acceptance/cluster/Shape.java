package io.iplive.acceptance.cluster;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a cluster consists of, beside PostgreSQL and the registry.
 *
 * @param brokers that replicate all topics among them
 * @param instances of each service; each prober is a node of its own
 */
public record Shape(int brokers, Map<Service, Integer> instances) {

  public Shape {
    instances = Map.copyOf(instances);
  }

  /** As many of each service. */
  public static Shape of(int brokers, int each) {
    return of(brokers, each, List.of(Service.values()));
  }

  /** So many of some services, one of the others. */
  public static Shape of(int brokers, int many, Collection<Service> ofThese) {
    Map<Service, Integer> instances = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      instances.put(service, ofThese.contains(service) ? many : 1);
    }
    return new Shape(brokers, instances);
  }

  int of(Service service) {
    return instances.getOrDefault(service, 0);
  }

  int zones() {
    return instances.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
