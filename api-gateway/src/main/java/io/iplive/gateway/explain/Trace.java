package io.iplive.gateway.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a topic says of a monitor, or of a node; {@code at} is the broker's time. */
public sealed interface Trace {

  Instant at();

  /** A round that the scheduler opened. */
  record Opened(
      Instant at,
      Instant roundAt,
      int epoch,
      long version,
      String pace,
      List<Long> targets,
      List<Long> asked,
      int votesNeeded,
      Duration lasts)
      implements Trace {}

  /** Rounds that it did not open. */
  record Skipped(Instant at, Instant roundAt, String reason, int slots) implements Trace {}

  /** A change of the monitor that it took. */
  record Changed(Instant at, String kind, int epoch, long version) implements Trace {}

  /** What a node saw of a target. */
  record Answered(
      Instant at,
      Instant roundAt,
      long node,
      long target,
      String judgement,
      @Nullable Integer statusCode,
      @Nullable String failure,
      long responseMicros)
      implements Trace {}

  /** What the verdict made of a round. */
  record Closed(Instant at, Instant roundAt, List<Outcome> targets) implements Trace {}

  /**
   * What came of a target in a round.
   *
   * @param decidedBy why nothing more was waited for
   * @param votes {@code node:VOTE}
   */
  record Outcome(long target, String outcome, String decidedBy, List<String> votes) {}

  /** Which period is in force from a round on. */
  record Paced(Instant at, String pace, List<Long> failing) implements Trace {}

  /** A step of telling somebody. */
  record Told(
      Instant at,
      String step,
      String notice,
      String to,
      int attempts,
      @Nullable Integer answerCode,
      @Nullable String error)
      implements Trace {}

  /** A sign of life of a node. */
  record Beat(Instant at, long node, boolean suspect) implements Trace {}
}
