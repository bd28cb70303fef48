package io.iplive.gateway.monitor;

import io.iplive.gateway.call.Refusal;

/** What comes of a command: at most one event, so that recording it is one step. */
public sealed interface Decision {

  /** This happens. */
  record Happens(MonitorEvent event) implements Decision {}

  /** All is as asked for already. */
  record Unchanged() implements Decision {}

  /** Nothing: the command cannot be followed. */
  record Refused(Refusal refusal) implements Decision {}
}
