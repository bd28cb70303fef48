package io.iplive.gateway.explain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A monitor explained.
 *
 * @param account how the account stands
 * @param schedulerVersion newest version that the scheduler has worked with; null: not seen lately
 * @param pace NORMAL, or ERROR while a target fails
 * @param nextRound about when; null: none is to come, or none was seen to count from
 * @param why why there are no rounds, or no right ones; empty: nothing is wrong
 * @param rounds the last, oldest first
 * @param liveNodes that have told of themselves in the last 10 s
 * @param since how far back the topics were read
 */
public record Explanation(
    Definition definition,
    String account,
    @Nullable Long schedulerVersion,
    String pace,
    List<Long> failing,
    @Nullable Instant nextRound,
    List<String> why,
    List<Round> rounds,
    List<Trace.Told> deliveries,
    List<Long> liveNodes,
    Instant since) {

  /**
   * A round from its jobs to its end.
   *
   * @param silent nodes that were asked and have not said all that they were asked for
   * @param closedAt null: it is open
   */
  public record Round(
      Trace.Opened opened,
      List<Trace.Answered> answers,
      List<Long> silent,
      @Nullable Instant closedAt,
      List<Trace.Outcome> outcomes) {}
}
