package io.iplive.gateway.deal;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A judged result, as probe-results.v1 takes it.
 *
 * @param statusCode HTTP status code; null: none
 * @param responseMicros -1: no answer
 * @param slow up, but slower than the check wants
 * @param evidence down: what was seen; null: nothing is told
 */
public record Observation(
    long monitorId,
    TargetId target,
    NodeId node,
    Instant roundAt,
    Instant dueAt,
    Instant startedAt,
    Instant finishedAt,
    Judgement judgement,
    @Nullable Integer statusCode,
    @Nullable Fault fault,
    long responseMicros,
    Phases phases,
    int attempts,
    @Nullable String remoteAddress,
    boolean suspect,
    boolean slow,
    @Nullable Evidence evidence) {

  /** Whether it is as expected. */
  public enum Judgement {
    UP,
    DOWN,
    /** Nothing is known of the target: no vote. */
    NOT_RUN
  }

  /**
   * What was wrong.
   *
   * @param code of the published list
   * @param phase name of the phase; null: not said
   */
  public record Fault(int code, String text, @Nullable String phase) {}
}
