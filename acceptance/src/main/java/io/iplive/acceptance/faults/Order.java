package io.iplive.acceptance.faults;

import io.iplive.acceptance.cluster.Service;
import io.iplive.acceptance.cluster.Shape;
import java.time.Duration;
import java.util.List;

/**
 * What a run is to be.
 *
 * @param length of the play
 * @param monitors with one to three targets each
 * @param certain the least length of a downtime that must be noticed
 * @param interval of rounds
 * @param pause longest time between two faults
 * @param lasting longest time that one lasts
 */
public record Order(
    long seed,
    Duration length,
    int monitors,
    Shape shape,
    Duration certain,
    Duration interval,
    Duration pause,
    Duration lasting) {

  /** The long form: everything twice, brokers three times. */
  public static Order full(long seed, Duration length, int monitors) {
    return new Order(
        seed,
        length,
        monitors,
        Shape.of(3, 2),
        Duration.ofSeconds(120),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(15));
  }

  /** The short form: what holds state is there twice, the rest once. */
  public static Order brief(long seed) {
    return new Order(
        seed,
        Duration.ofSeconds(36),
        12,
        Shape.of(1, 2, List.of(Service.SCHEDULER, Service.VERDICT)),
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        Duration.ofSeconds(6),
        Duration.ofSeconds(4));
  }
}
