package io.iplive.prober.kafka;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How this process stands to its node's jobs.
 *
 * @param jobPartitions partitions of the job topic; 0: there is none
 * @param assigned those read here
 */
record Presence(int jobPartitions, SortedSet<Integer> assigned) {

  static final Presence ABSENT = new Presence(0, new TreeSet<>());
}
