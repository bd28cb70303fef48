package io.iplive.notifier.text;

/** What a text is read on. */
public enum Medium {
  EMAIL,
  SMS,
  TELEGRAM
}
