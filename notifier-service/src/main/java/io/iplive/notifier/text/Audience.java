package io.iplive.notifier.text;

/** Whom a contact tells: the provider's customer, or the provider's own people. */
public enum Audience {
  CLIENT,
  STAFF
}
