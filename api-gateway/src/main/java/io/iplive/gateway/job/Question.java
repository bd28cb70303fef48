package io.iplive.gateway.job;

import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;

/** What a node may have been asked: one target in one round. */
public record Question(TargetId target, Instant roundAt) {}
