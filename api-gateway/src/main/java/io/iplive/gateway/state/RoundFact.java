package io.iplive.gateway.state;

import io.iplive.gateway.monitor.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of rounds.v1, as far as states need it. */
public sealed interface RoundFact {

  /** The monitor. */
  long monitor();

  /** A round ended. */
  record Closed(
      long monitor, Instant roundAt, int numError, int numOk, Duration period, List<Ending> endings)
      implements RoundFact {}

  /** A lifecycle fact. */
  record Changed(long monitor, Kind kind, Instant at, List<Addressed> targets)
      implements RoundFact {}

  /** A target that is up began or ceased to answer too slowly. */
  record Degraded(long monitor, TargetId target, boolean degraded, Instant at)
      implements RoundFact {}

  /** How a round ended for a target. */
  record Ending(
      TargetId target,
      long addressVersion,
      Outcome outcome,
      int status,
      @Nullable Integer responseMillis) {}

  /** What a round says of a target. */
  enum Outcome {
    UP,
    DOWN,
    INCONCLUSIVE,
    /** It says nothing, not even that there was a check. */
    CANCELLED
  }

  /** A target and the version of its address. */
  record Addressed(TargetId target, long addressVersion) {}

  /** What became of a monitor or some of its targets. */
  enum Kind {
    STARTED,
    CHANGED,
    /** Paused, or its account suspended. */
    RESTING,
    STOPPED,
    TARGETS_REMOVED,
    TARGETS_MOVED
  }
}
