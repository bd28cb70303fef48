package io.iplive.verdict.outage;

import io.iplive.verdict.outage.Machine.Step;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Round;
import java.util.List;

/** What a step means for a target beside outages: whether it flaps, whether it is slow. */
final class Turns {

  private Turns() {}

  /** The same step, which also says whether the target began or ceased to flap or to be slow. */
  static Step told(Step step, Target before, Round round) {
    Target after = step.next().targets().get(before.id());
    if (after == null) {
      return step;
    }
    boolean flaps = after.flaps().flapping() != before.flaps().flapping();
    boolean slows = after.slowness().degraded() != before.slowness().degraded();
    return flaps || slows
        ? new Step(
            step.next(),
            step.events(),
            flaps ? List.of(flapping(after, round)) : List.of(),
            slows ? List.of(degraded(after, round)) : List.of())
        : step;
  }

  private static FlappingChanged flapping(Target after, Round round) {
    return new FlappingChanged(
        after.flaps().flapping(),
        round.monitor(),
        after.id(),
        after.record(),
        round.owner(),
        round.version(),
        round.at(),
        after.flaps().changePercent());
  }

  private static DegradedChanged degraded(Target after, Round round) {
    return new DegradedChanged(
        after.slowness().degraded(),
        round.monitor(),
        after.id(),
        after.record(),
        round.owner(),
        round.version(),
        after.slowness().since());
  }

  /** Nobody watches any more whether it flaps. */
  static List<FlappingChanged> steady(Target target, Lifecycle fact) {
    return target.flaps().flapping()
        ? List.of(
            new FlappingChanged(
                false,
                fact.monitor(),
                target.id(),
                target.record(),
                fact.owner(),
                fact.version(),
                fact.commandAt(),
                0))
        : List.of();
  }

  /** Nobody watches any more whether it is slow. */
  static List<DegradedChanged> forgotten(Target target, Lifecycle fact) {
    return target.slowness().degraded()
        ? List.of(
            new DegradedChanged(
                false,
                fact.monitor(),
                target.id(),
                target.record(),
                fact.owner(),
                fact.version(),
                fact.commandAt()))
        : List.of();
  }
}
