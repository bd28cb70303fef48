package io.iplive.gateway.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task: a monitor with one target.
 *
 * @param id the id that panels know; it is the target's
 * @param version of its stream in the journal, from 1
 * @param destinationVersion version in which its destination was set
 * @param presetAgent User-Agent of an HTTP probe that names none itself
 * @param created to the millisecond, as events have it
 * @param changed when the customer last asked for something else
 * @param simulation null: it is really probed
 */
public record Task(
    MonitorId monitor,
    TargetId id,
    long version,
    AccountId account,
    State state,
    Subject subject,
    Destination destination,
    long destinationVersion,
    Rhythm rhythm,
    Inspection inspection,
    String presetAgent,
    Notices notices,
    Filing filing,
    Instant created,
    Instant changed,
    @Nullable Simulation simulation) {

  /** User-Agent of accounts that have none of their own; it names no product. */
  public static final String PRESET_AGENT = "Mozilla/5.0 (compatible; SiteCheck/1.0)";

  /** Whether it is checked. */
  public enum State {
    RUNNING,
    STOPPED,
    /** For good. */
    DELETED
  }

  /** What is checked, in the customer's words. */
  public record Subject(TaskKind kind, String data, String name) {}

  /**
   * Who hears of it.
   *
   * @param contacts null: the account's presets
   * @param recovery whether they hear of recovery
   * @param parent what it depends on: while that is down, nobody hears; null: nothing
   */
  public record Notices(
      @Nullable List<ContactId> contacts, boolean recovery, @Nullable Parent parent) {}

  /** A task that others depend on. */
  public record Parent(TargetId task, MonitorId monitor) {}

  /**
   * How its owner keeps it.
   *
   * @param ref the caller's own id, unique among the account's tasks; null: none
   * @param folder null: the root
   * @param expires deleted then; null: never
   */
  public record Filing(
      @Nullable String ref, @Nullable FolderId folder, @Nullable Instant expires) {}
}
