package io.iplive.verdict.outage;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which interval a monitor is on. */
public sealed interface Pacing {

  /** No target fails. */
  record NormalPace() implements Pacing {}

  /**
   * Some target fails.
   *
   * @param anchor roundAt of the first failing round, kept until none fails
   * @param failing ids, ascending
   */
  record ErrorPace(Instant anchor, List<Long> failing) implements Pacing {
    public ErrorPace {
      failing = List.copyOf(failing);
    }
  }

  /** Ids of the targets that fail, ascending. */
  default List<Long> failingTargets() {
    return switch (this) {
      case NormalPace _ -> List.of();
      case ErrorPace(Instant _, List<Long> failing) -> failing;
    };
  }

  /** After a target has begun to fail. */
  default Pacing failed(long target, Instant roundAt) {
    return switch (this) {
      case NormalPace _ -> new ErrorPace(roundAt, List.of(target));
      case ErrorPace(Instant anchor, List<Long> failing) ->
          new ErrorPace(
              anchor, Stream.concat(failing.stream(), Stream.of(target)).sorted().toList());
    };
  }

  /** After a target has ceased to fail. */
  default Pacing ceased(long target) {
    return switch (this) {
      case NormalPace _ -> this;
      case ErrorPace(Instant anchor, List<Long> failing) -> {
        List<Long> rest = failing.stream().filter(id -> id != target).toList();
        yield rest.isEmpty() ? new NormalPace() : new ErrorPace(anchor, rest);
      }
    };
  }
}
