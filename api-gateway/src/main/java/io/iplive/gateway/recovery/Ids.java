package io.iplive.gateway.recovery;

/** What is numbered: an id that was ever published belongs to nobody else. */
public enum Ids {
  ACCOUNT,
  APP,
  CONTACT,
  NODE,
  MONITOR,
  TARGET,
  MAINTENANCE
}
