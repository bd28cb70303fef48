package io.iplive.scheduler.monitor;

/** Whether rounds are scheduled. */
public enum Activity {
  ACTIVE,
  PAUSED,
  STOPPED
}
