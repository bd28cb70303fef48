package io.iplive.acceptance.nemesis;

import io.iplive.acceptance.nemesis.Fault.Stroke;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What goes wrong in a run, as a seed makes it. A victim has time to recover; of the brokers and
 * the ways to them one at a time is hit, as is of what is there once.
 */
public record Plan(List<Fault> faults) {

  private static final Duration RECOVERY = Duration.ofSeconds(15);
  private static final String BROKERS = "broker";
  private static final int FIRST_MILLIS = 3_000;
  private static final int LEAST_LASTING_MILLIS = 500;
  private static final List<Stroke> BY_CHANCE =
      List.of(Stroke.KILL, Stroke.FREEZE, Stroke.STOP, Stroke.CUT, Stroke.RESET);

  /**
   * What may be hit, and how hard.
   *
   * @param processes by their names
   * @param links by their names
   * @param pauseMillis longest time between two faults
   * @param lastingMillis longest time that one lasts
   */
  public record Bounds(
      List<String> processes, List<String> links, int pauseMillis, int lastingMillis) {

    public Bounds {
      processes = List.copyOf(processes);
      links = List.copyOf(links);
    }
  }

  public Plan {
    faults = List.copyOf(faults);
  }

  /** A plan of a seed; the last fault is mended before the end. */
  public static Plan of(long seed, Duration length, Bounds bounds) {
    SplittableRandom dice = new SplittableRandom(seed);
    Map<String, Duration> busyUntil = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    Duration at = Duration.ofMillis(FIRST_MILLIS);
    while (true) {
      Stroke stroke = BY_CHANCE.get(dice.nextInt(BY_CHANCE.size()));
      boolean ofLinks = stroke == Stroke.CUT || stroke == Stroke.RESET;
      List<String> victims = ofLinks ? bounds.links() : bounds.processes();
      String victim = victims.get(dice.nextInt(victims.size()));
      Duration lasting =
          stroke == Stroke.RESET
              ? Duration.ZERO
              : Duration.ofMillis(dice.nextInt(LEAST_LASTING_MILLIS, bounds.lastingMillis() + 1));
      Fault fault = new Fault(at, stroke, victim, lasting);
      if (fault.end().compareTo(length) > 0) {
        return new Plan(faults);
      }
      if (!fault.at().minus(busyUntil.getOrDefault(subject(victim), Duration.ZERO)).isNegative()) {
        busyUntil.put(subject(victim), fault.end().plus(RECOVERY));
        faults.add(fault);
        at = at.plusMillis(dice.nextInt(bounds.pauseMillis() + 1));
      } else {
        at = at.plusMillis(1);
      }
    }
  }

  /**
   * The second and third instances of some join one after the other, and leave in reverse order.
   */
  public static Plan scaling(Duration length, List<String> seconds, List<String> thirds) {
    List<Fault> faults = new ArrayList<>();
    Duration tenth = length.dividedBy(10);
    seconds.forEach(name -> faults.add(new Fault(tenth, Stroke.JOIN, name, tenth.multipliedBy(8))));
    thirds.forEach(name ->
        faults.add(new Fault(tenth.multipliedBy(3), Stroke.JOIN, name, tenth.multipliedBy(4))));
    return new Plan(faults);
  }

  private static String subject(String victim) {
    return victim.contains(BROKERS) ? BROKERS : victim;
  }
}
