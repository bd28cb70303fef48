package io.iplive.gateway.node;

/** Where a node's jobs will be. */
public interface JobTopics {

  /**
   * Makes a node's job topic if it is missing.
   *
   * @return its partitions
   * @throws JobTopicsUnavailableException when the broker did not confirm it: nothing is enrolled
   */
  int make(NodeId node);
}
