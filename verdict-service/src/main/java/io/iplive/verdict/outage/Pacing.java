package io.iplive.verdict.outage;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which interval a monitor is on. */
public sealed interface Pacing {

  /** No target fails. */
  record Normal() implements Pacing {}

  /**
   * Some target fails.
   *
   * @param anchor roundAt of the first failing round, kept until none fails
   * @param failing ids, ascending
   */
  record Error(Instant anchor, List<Long> failing) implements Pacing {
    public Error {
      failing = List.copyOf(failing);
    }
  }

  /** Ids of the targets that fail, ascending. */
  default List<Long> failingTargets() {
    return switch (this) {
      case Normal _ -> List.of();
      case Error(Instant _, List<Long> failing) -> failing;
    };
  }

  /** After a target has begun to fail. */
  default Pacing failed(long target, Instant roundAt) {
    return switch (this) {
      case Normal _ -> new Error(roundAt, List.of(target));
      case Error(Instant anchor, List<Long> failing) ->
          new Error(anchor, Stream.concat(failing.stream(), Stream.of(target)).sorted().toList());
    };
  }

  /** After a target has ceased to fail. */
  default Pacing ceased(long target) {
    return switch (this) {
      case Normal _ -> this;
      case Error(Instant anchor, List<Long> failing) -> {
        List<Long> rest = failing.stream().filter(id -> id != target).toList();
        yield rest.isEmpty() ? new Normal() : new Error(anchor, rest);
      }
    };
  }
}
