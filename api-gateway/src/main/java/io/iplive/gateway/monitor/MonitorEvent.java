package io.iplive.gateway.monitor;

import java.util.List;

/** What happens to a monitor; each carries the whole after it. */
public sealed interface MonitorEvent {

  /** The whole after the event. */
  Monitor after();

  /** A part of a monitor that can change. */
  enum Part {
    STATE,
    PROTOCOL,
    LEVEL,
    CANDIDATES,
    INTERVAL,
    ERROR_INTERVAL,
    TIMEOUT,
    RETRY_COUNT,
    NUM_ERROR,
    NUM_OK,
    CHECK,
    TARGETS,
    CONTACTS
  }

  /** A new group. */
  record MonitorCreated(Monitor after) implements MonitorEvent {}

  /** Another definition of the group. */
  record MonitorChanged(List<Part> changed, Monitor after) implements MonitorEvent {}

  /** Stopped for good. */
  record MonitorStopped(Monitor after) implements MonitorEvent {}
}
