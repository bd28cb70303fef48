package io.iplive.gateway.history;

import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What hours of targets came to. */
public interface Statistics {

  /** The hours of a target that begin in a range of whole hours, in their order. */
  List<RollupFact> hours(TargetId target, Instant from, Instant to);

  /** What the hours of targets that began since then came to together; absent: there are none. */
  Map<TargetId, Times> since(Collection<TargetId> targets, Instant from);
}
