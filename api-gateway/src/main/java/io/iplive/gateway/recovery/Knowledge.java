package io.iplive.gateway.recovery;

import java.util.List;
import java.util.Map;

/**
 * What Kafka's readers know.
 *
 * @param newest of each stream
 * @param highest id of each kind that was ever published
 */
public record Knowledge(List<Known> newest, Map<Ids, Long> highest) {

  /** The highest epoch among it; 0: nothing was published. */
  public int epoch() {
    return newest.stream().mapToInt(Known::epoch).max().orElse(0);
  }
}
