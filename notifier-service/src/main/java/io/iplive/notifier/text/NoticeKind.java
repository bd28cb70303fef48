package io.iplive.notifier.text;

/** What a notice tells of. */
public enum NoticeKind {
  OPENED,
  CLOSED,
  REMINDER,
  BALANCE_LOW,
  BALANCE_ZERO
}
