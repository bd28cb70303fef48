package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Version;
import java.time.Instant;

/**
 * A definition, whole.
 *
 * @param definition after the command
 * @param version its version
 * @param occurredAt when the command was taken
 */
public record Redefinition(Definition definition, Version version, Instant occurredAt) {

  /** Taken no later than its record was appended: a clock that is ahead puts nothing off. */
  public Redefinition notAfter(Instant appendedAt) {
    return occurredAt.isAfter(appendedAt)
        ? new Redefinition(definition, version, appendedAt)
        : this;
  }
}
