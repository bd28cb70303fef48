package io.iplive.gateway.state;

import io.iplive.gateway.monitor.TargetId;
import java.util.Collection;
import java.util.Map;

/** The last states of targets, from memory. */
public interface TargetStates {

  /** The states of those of the targets that a round or a lifecycle fact has told of. */
  Map<TargetId, TargetState> of(Collection<TargetId> targets);
}
