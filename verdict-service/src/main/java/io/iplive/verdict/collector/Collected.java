package io.iplive.verdict.collector;

import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.Verdict;

/** What a step of the collector brought forth. */
public sealed interface Collected {

  /** A target is decided: the machine takes it at once, before its round closes. */
  record Decided(Round round, Verdict verdict) implements Collected {}

  /** Goes to rounds.v1; the decisions of a closed round were given before. */
  record Released(RoundEvent event) implements Collected {}

  /** What became of an answer. */
  record Read(Reading reading) implements Collected {}
}
