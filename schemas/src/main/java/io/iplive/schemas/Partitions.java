package io.iplive.schemas;

/** How many partitions a topic has; fixed for the topic's life. */
public enum Partitions {
  /**
   * One number for all monitor topics, so that they are co-partitioned: 4 locally, 24 in
   * production.
   */
  PER_MONITOR,
  /** Six, the parallelism of one node's prober replicas. */
  PER_NODE,
  /** One. */
  ONE;

  static final int NODE_JOB_PARTITIONS = 6;

  /** The number, given the installation's number of partitions of monitor topics. */
  public int count(int monitorPartitions) {
    return switch (this) {
      case PER_MONITOR -> monitorPartitions;
      case PER_NODE -> NODE_JOB_PARTITIONS;
      case ONE -> 1;
    };
  }
}
