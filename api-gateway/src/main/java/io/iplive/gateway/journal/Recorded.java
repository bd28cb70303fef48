package io.iplive.gateway.journal;

import io.iplive.gateway.account.AccountEvent;
import io.iplive.gateway.contact.ContactEvent;
import io.iplive.gateway.maintenance.MaintenanceEvent;
import io.iplive.gateway.monitor.MonitorEvent;
import io.iplive.gateway.node.NodeEvent;
import io.iplive.gateway.task.TaskEvent;
import java.time.Instant;

/** An event with its place in the journal; what is published is made of this and nothing else. */
public sealed interface Recorded {

  /** Raised when the journal is restored from a backup. */
  int epoch();

  /** The gateway's clock when the command was taken. */
  Instant at();

  /** Of a monitor. */
  record OfMonitor(int epoch, Instant at, MonitorEvent event) implements Recorded {}

  /** Of an account. */
  record OfAccount(int epoch, Instant at, AccountEvent event) implements Recorded {}

  /** Of a contact. */
  record OfContact(int epoch, Instant at, ContactEvent event) implements Recorded {}

  /** Of a maintenance. */
  record OfMaintenance(int epoch, Instant at, MaintenanceEvent event) implements Recorded {}

  /** Of a task. */
  record OfTask(int epoch, Instant at, TaskEvent event) implements Recorded {}

  /** A monitor or task that ended so long ago that it leaves its topic. */
  record Forgotten(int epoch, Instant at, long monitorId) implements Recorded {}

  /** Of a node. */
  record OfNode(int epoch, Instant at, NodeEvent event) implements Recorded {}
}
