package io.iplive.notifier.kafka.outage;

/** An outage of a monitor that the directory does not have: yet, or for good. */
public final class UnknownMonitorException extends RuntimeException {

  UnknownMonitorException(long monitorId) {
    super("No monitor %d is known".formatted(monitorId));
  }
}
