package io.iplive.schemas;

import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ProbeJob;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.verdict.NodeConduct;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.PaceChanged;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.UsageCounted;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The catalogue of topics: the only source of names, keys, values, partitions and retention. */
public final class Topics {

  private static final String DEAD_LETTER_SUFFIX = ".dlt";

  private static final String JOBS_PREFIX = "probe-jobs.v1.";

  public static final Topic MONITORS =
      new Topic(
          "monitors.v1",
          MonitorEvent.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.compacted(Duration.ofDays(400)));
  public static final Topic ACCOUNTS =
      new Topic(
          "accounts.v1",
          AccountEvent.getClassSchema(),
          Partitions.ONE,
          Retention.compacted(Duration.ZERO));
  public static final Topic CONTACTS =
      new Topic(
          "contacts.v1",
          ContactEvent.getClassSchema(),
          Partitions.ONE,
          Retention.compacted(Duration.ZERO));
  public static final Topic MAINTENANCES =
      new Topic(
          "maintenances.v1",
          MaintenanceEvent.getClassSchema(),
          Partitions.ONE,
          Retention.compacted(Duration.ofDays(400)));
  public static final Topic NODES =
      new Topic(
          "nodes.v1",
          NodeEvent.getClassSchema(),
          Partitions.ONE,
          Retention.compacted(Duration.ZERO));
  public static final Topic NODE_HEARTBEATS =
      new Topic(
          "node-heartbeats.v1",
          NodeHeartbeat.getClassSchema(),
          Partitions.ONE,
          Retention.deleted(Duration.ofHours(1)));

  /** Only what was counted in the last minute says anything. */
  public static final Topic NODE_CONDUCT =
      new Topic(
          "node-conduct.v1",
          NodeConduct.getClassSchema(),
          Partitions.ONE,
          Retention.deleted(Duration.ofHours(1)));

  public static final Topic SCHEDULE =
      new Topic(
          "schedule.v1",
          ScheduleEvent.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.deleted(Duration.ofHours(24)));
  public static final Topic PROBE_RESULTS =
      new Topic(
          "probe-results.v1",
          ProbeResult.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.deleted(Duration.ofHours(24)));
  public static final Topic ROUNDS =
      new Topic(
          "rounds.v1",
          RoundEvent.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.deleted(Duration.ofDays(30)));
  public static final Topic OUTAGES =
      new Topic(
          "outages.v1", OutageEvent.getClassSchema(), Partitions.PER_MONITOR, Retention.forEver());
  public static final Topic PACES =
      new Topic(
          "paces.v1",
          PaceChanged.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.compacted(Duration.ZERO));
  public static final Topic ROLLUPS =
      new Topic(
          "rollups.v1",
          Rollup.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.deleted(Duration.ofDays(400)));
  public static final Topic USAGE =
      new Topic(
          "usage.v1",
          UsageCounted.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.deleted(Duration.ofDays(400)));
  public static final Topic DELIVERIES =
      new Topic(
          "deliveries.v1",
          DeliveryEvent.getClassSchema(),
          Partitions.PER_MONITOR,
          Retention.deleted(Duration.ofDays(400)));

  /**
   * Dead letters that were dealt with, so that none is put back twice: the key names the record
   * ({@code topic/partition/offset/checksum}), the value what was done.
   */
  public static final Topic REDRIVES =
      new Topic(
          "redrives.v1",
          Schema.create(Schema.Type.BYTES),
          Partitions.ONE,
          Retention.deleted(Duration.ofDays(400)));

  private static final List<Topic> BY_MONITOR =
      List.of(MONITORS, SCHEDULE, PROBE_RESULTS, ROUNDS, OUTAGES, PACES, ROLLUPS, DELIVERIES);

  private Topics() {}

  /** Every topic that exists whatever nodes are enrolled, dead-letter topics included. */
  public static List<Topic> standing() {
    List<Topic> live =
        List.of(
            MONITORS,
            ACCOUNTS,
            CONTACTS,
            MAINTENANCES,
            NODES,
            NODE_HEARTBEATS,
            NODE_CONDUCT,
            SCHEDULE,
            PROBE_RESULTS,
            ROUNDS,
            OUTAGES,
            PACES,
            ROLLUPS,
            USAGE,
            DELIVERIES,
            REDRIVES);
    List<Topic> dead =
        List.of(
            deadLetters(MONITORS, "scheduler"),
            deadLetters(PACES, "scheduler"),
            deadLetters(NODES, "scheduler"),
            deadLetters(NODE_HEARTBEATS, "scheduler"),
            deadLetters(NODE_CONDUCT, "scheduler"),
            deadLetters(ACCOUNTS, "scheduler"),
            deadLetters(SCHEDULE, "verdict"),
            deadLetters(PROBE_RESULTS, "verdict"),
            jobDeadLetters(),
            deadLetters(MONITORS, "notifier"),
            deadLetters(ACCOUNTS, "notifier"),
            deadLetters(CONTACTS, "notifier"),
            deadLetters(MAINTENANCES, "notifier"),
            deadLetters(ROUNDS, "notifier"),
            deadLetters(OUTAGES, "notifier"),
            deadLetters(ROUNDS, "gateway"),
            deadLetters(OUTAGES, "gateway"),
            deadLetters(ROLLUPS, "gateway"),
            deadLetters(USAGE, "gateway"),
            deadLetters(DELIVERIES, "gateway"));
    return Stream.concat(live.stream(), dead.stream()).toList();
  }

  /**
   * The job topic of a node that takes its jobs over HTTP: one partition, so that one offset tells
   * how far it is.
   */
  public static Topic remoteProbeJobs(long nodeId) {
    Topic jobs = probeJobs(nodeId);
    return new Topic(jobs.name(), jobs.value(), Partitions.ONE, jobs.retention());
  }

  /** The job topic of a node; created by the gateway before it journals the node's enrolment. */
  public static Topic probeJobs(long nodeId) {
    return new Topic(
        JOBS_PREFIX + nodeId,
        ProbeJob.getClassSchema(),
        Partitions.PER_NODE,
        Retention.deleted(Duration.ofHours(1)));
  }

  /** What a topic's keys are the ids of, as logs name it: a monitor, or whatever else. */
  public static String keyName(String topic) {
    boolean ofMonitor =
        topic.startsWith(JOBS_PREFIX) || BY_MONITOR.stream().anyMatch(t -> t.name().equals(topic));
    return ofMonitor ? "monitor" : "key";
  }

  /** Whether a topic holds dead letters. */
  public static boolean holdsDeadLetters(String name) {
    return name.endsWith(DEAD_LETTER_SUFFIX);
  }

  /** Records of a topic that a service could not decode or found invalid: raw bytes, no schema. */
  public static Topic deadLetters(Topic topic, String service) {
    return deadLettersOf(topic.name(), service);
  }

  /** Dead letters of a node's job topic, for all nodes in one topic. */
  public static Topic jobDeadLetters() {
    return deadLettersOf("probe-jobs.v1", "prober");
  }

  private static Topic deadLettersOf(String name, String service) {
    return new Topic(
        name + "." + service + DEAD_LETTER_SUFFIX,
        Schema.create(Schema.Type.BYTES),
        Partitions.ONE,
        Retention.deleted(Duration.ofDays(30)));
  }
}
