package io.iplive.notifier.smsc;

/** What the provider said to a message that it was given. */
public sealed interface Said {

  /**
   * It took it.
   *
   * @param parts as it counted them
   * @param costMicros in micro-units of its currency
   */
  record Taken(int parts, long costMicros) implements Said {}

  /** It did not. */
  record Refused(int code, String text) implements Said {}

  /** No answer, or none that can be read: it may have taken it. */
  record Nothing(String why) implements Said {}
}
