package io.iplive.gateway.node;

import java.time.Instant;
import java.util.Optional;

/** Speaks for the life of nodes that take their jobs over HTTP (architecture 10). */
public interface NodeLife {

  /**
   * A node asked for jobs.
   *
   * @param sentAt its own time when it asked, if it said so
   */
  void polled(NodeId node, Optional<Instant> sentAt);
}
