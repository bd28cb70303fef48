package io.iplive.gateway.job;

import io.iplive.gateway.node.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hands nodes their jobs (architecture 11). */
public interface JobFeed {

  /**
   * Jobs, and where to go on after them.
   *
   * @param cursor good at every replica, and after a restart
   */
  record Batch(String cursor, List<Job> jobs) {}

  /** Whether a text is a cursor. */
  boolean isCursor(String text);

  /**
   * The jobs that came after a cursor; waits for one if there is none. Of two calls for one node at
   * once the earlier one ends without jobs.
   *
   * @param after empty: from now on
   * @throws BrokerUnavailableException when the jobs cannot be read now
   */
  Batch await(Node node, Optional<String> after, Duration patience) throws InterruptedException;
}
