package io.iplive.gateway.job;

import io.iplive.gateway.node.Node;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Knows what nodes were asked lately. */
public interface Questions {

  /** How long after its job an answer may still be judged. */
  Duration REMEMBERED = Duration.ofMinutes(11);

  /**
   * Those of the questions that the node was asked.
   *
   * @throws BrokerUnavailableException when that cannot be found out now
   */
  Map<Question, Asked> asked(Node node, Set<Question> questions) throws InterruptedException;

  /** Answers to them were taken. */
  void answered(Node node, Set<Question> questions);
}
