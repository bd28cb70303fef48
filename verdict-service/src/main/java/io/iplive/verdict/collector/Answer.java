package io.iplive.verdict.collector;

import io.iplive.verdict.round.Vote;
import java.time.Instant;

/** A node's word on a target in a round, before it is known whether it was asked. */
public record Answer(long monitor, long target, Instant roundAt, Vote vote) {

  /** Whether both are the same node's word on the same target in the same round. */
  boolean repeats(Answer other) {
    return target == other.target
        && vote.node() == other.vote.node()
        && monitor == other.monitor
        && roundAt.equals(other.roundAt);
  }
}
