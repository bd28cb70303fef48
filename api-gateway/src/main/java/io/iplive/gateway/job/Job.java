package io.iplive.gateway.job;

import io.iplive.gateway.monitor.TargetId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One target to be probed once.
 *
 * @param accountId whose it is
 * @param appName app of the iplive API; null for a task
 * @param groupId the caller's group; null for a task
 * @param roundAt names the round within its monitor; a whole second
 * @param dueAt when to start
 * @param startBy not worth starting after it
 * @param deadline results after it change nothing
 * @param interval between rounds while nothing fails; null: not said
 */
public record Job(
    long monitorId,
    TargetId target,
    long recordId,
    long accountId,
    @Nullable String appName,
    @Nullable Long groupId,
    Instant roundAt,
    Instant dueAt,
    Instant startBy,
    Instant deadline,
    String address,
    String protocol,
    Duration timeout,
    int retryCount,
    @Nullable Duration interval,
    Probe probe) {

  /** What is remembered of it to judge its result. */
  Asked asked() {
    return new Asked(monitorId, dueAt, deadline, protocol, probe.expectedCodes(), false);
  }

  /** What its result is known by. */
  Question question() {
    return new Question(target, roundAt);
  }
}
