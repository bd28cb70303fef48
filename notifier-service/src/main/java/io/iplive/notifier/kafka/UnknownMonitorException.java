package io.iplive.notifier.kafka;

/** An outage of a monitor that the directory does not have: yet, or for good. */
final class UnknownMonitorException extends RuntimeException {

  UnknownMonitorException(long monitorId) {
    super("No monitor %d is known".formatted(monitorId));
  }
}
