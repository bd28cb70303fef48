package io.iplive.benchmarks.notifier;

import java.io.IOException;

/**
 * Events that are each told to one receiver, numbered from 0: the monitors take turns, so that one
 * monitor's events lie as far apart as there are monitors.
 */
interface Load {

  /** What receivers' dates count from. */
  long EPOCH = 1_700_000_000L;

  /** Publishes one; returns without waiting for the broker. */
  void publish(long number);

  /** What was published, and what of it was heard. */
  Tally tally();

  /** How many events nobody is told of by design. */
  long leftOut() throws IOException, InterruptedException;

  /** The number of the event that a receiver was told of. */
  static long number(int monitor, long date) {
    return (date - EPOCH) * Customers.MONITORS + monitor;
  }

  static int monitor(long number) {
    return Math.toIntExact(number % Customers.MONITORS);
  }

  /** When it happened, in unix seconds: one more at each turn. */
  static long date(long number) {
    return EPOCH + turn(number);
  }

  static long turn(long number) {
    return number / Customers.MONITORS;
  }
}
