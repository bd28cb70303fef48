package io.iplive.acceptance.faults;

import io.iplive.acceptance.cluster.Service;
import io.iplive.acceptance.cluster.Shape;
import io.iplive.local.instance.Complaint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What was asked for.
 *
 * @param times that a takeover is measured, of each service
 */
record Options(What what, long seed, int minutes, int monitors, int times) {

  private static final Set<String> KNOWN =
      Set.of("--plan", "--seed", "--minutes", "--monitors", "--times");

  /** The kinds of runs. */
  enum What {
    /** Anything goes wrong at any time. */
    CHANCE,
    /** The short form of it. */
    BRIEF,
    /** From one instance to three and back. */
    SCALING,
    /** Kills, one after the other, with a stopwatch. */
    TAKEOVER
  }

  static Options parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!KNOWN.contains(option) || !rest.hasNext()) {
        throw new Complaint(
            "'%s' is not understood; it is: ./iplive faults [--plan chance|brief|scaling|takeover] [--minutes N] [--seed S] [--monitors N] [--times N]"
                .formatted(option));
      }
      given.put(option, rest.next());
    }
    return new Options(
        what(given.getOrDefault("--plan", "chance")),
        number(given, "--seed", new SplittableRandom().nextInt(1_000_000), Long.MAX_VALUE),
        (int) number(given, "--minutes", 30, 10_000),
        (int) number(given, "--monitors", 2_000, 50_000),
        (int) number(given, "--times", 20, 1_000));
  }

  private static What what(String plan) {
    try {
      return What.valueOf(plan.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Complaint(
          "--plan is '%s'; there are chance, brief, scaling and takeover.".formatted(plan), e);
    }
  }

  private static long number(Map<String, String> given, String option, long otherwise, long most) {
    String text = given.get(option);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
      throw new Complaint("%s is '%s'; allowed are 1 to %d.".formatted(option, text, most));
    }
    return Long.parseLong(text);
  }

  Order order() {
    return Order.full(seed, Duration.ofMinutes(minutes), monitors);
  }

  /** Only what is killed is there twice: the rest would only take its processors. */
  Order takeover() {
    return new Order(
        seed,
        Duration.ZERO,
        Math.min(monitors, 60),
        Shape.of(1, 2, List.of(Service.SCHEDULER, Service.VERDICT)),
        Duration.ZERO,
        Duration.ofSeconds(5),
        Duration.ZERO,
        Duration.ZERO);
  }
}
