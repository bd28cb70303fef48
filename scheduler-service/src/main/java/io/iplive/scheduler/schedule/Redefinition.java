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

  /**
   * The same, taken no later than it was appended: only a gateway whose clock is ahead takes it
   * later, and its monitors would have no round until then.
   */
  public Redefinition appendedAt(Instant at) {
    return occurredAt.isAfter(at) ? new Redefinition(definition, version, at) : this;
  }
}
