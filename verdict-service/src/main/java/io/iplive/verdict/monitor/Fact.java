package io.iplive.verdict.monitor;

import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.RoundOpened;
import java.time.Instant;

/** What can happen to a monitor. */
public sealed interface Fact {

  record Opened(RoundOpened opened) implements Fact {}

  record Changed(Lifecycle fact) implements Fact {}

  /**
   * A node spoke.
   *
   * @param appendedAt when the broker took it
   * @param kept early answers of the node that are kept, whatever their monitor
   */
  record Answered(Answer answer, Instant appendedAt, int kept) implements Fact {}

  /** Topic time reached something due. */
  record TimePassed() implements Fact {}
}
