package io.iplive.gateway.node;

/** Where a node's jobs will be. */
public interface JobTopics {

  /**
   * Makes a node's job topic if it is missing.
   *
   * @param remote whether the node takes its jobs over HTTP: one partition, so that one cursor
   *     tells how far it is
   * @return its partitions
   * @throws JobTopicsUnavailableException when the broker did not confirm it: nothing is enrolled
   */
  int make(NodeId node, boolean remote);
}
