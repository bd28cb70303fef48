package io.iplive.notifier.smsc;

/** What the provider said to a question. */
public sealed interface Asked<T> {

  /** It answered. */
  record Told<T>(T what) implements Asked<T> {}

  /** It did not want to be asked. */
  record Refused<T>(Said.Refused why) implements Asked<T> {}

  /** No answer, or none that can be read: another of its hosts may give one. */
  record Nothing<T>(String why) implements Asked<T> {}
}
