package io.iplive.notifier.directory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What deliveries need to know of a monitor.
 *
 * @param active false while paused and once stopped
 * @param appId its app of the iplive API; null for a task
 * @param groupId the caller's id in that app; null for a task
 * @param contacts told about its outages; null: the account's default contacts
 * @param sendRecovery whether contacts hear of recovery
 * @param subject what texts call it
 * @param parentId monitor that it depends on; null: none
 * @param watch how fast its checks see what happens
 */
public record Monitor(
    long monitorId,
    Version version,
    long accountId,
    @Nullable Long appId,
    @Nullable Long groupId,
    boolean active,
    @Nullable List<Long> contacts,
    boolean sendRecovery,
    Subject subject,
    @Nullable Long parentId,
    Watch watch) {

  public Monitor {
    contacts = contacts == null ? null : List.copyOf(contacts);
  }

  /**
   * How long its checks may take to see that something happened.
   *
   * @param detection that it went down
   * @param recovery that it works again
   */
  public record Watch(Duration detection, Duration recovery) {}

  /**
   * What is watched.
   *
   * @param name the customer's; null: none was given
   * @param data what the customer calls the watched thing; null: the target's address
   * @param addresses of the targets, by target id
   */
  public record Subject(@Nullable String name, @Nullable String data, Map<Long, String> addresses) {

    public Subject {
      addresses = Map.copyOf(addresses);
    }

    /** What the customer calls what is watched. */
    public String watched(long targetId) {
      return data == null ? addresses.getOrDefault(targetId, "") : data;
    }

    /** The name in texts: never empty while the target is known. */
    public String called(long targetId) {
      return name == null || name.isBlank() ? watched(targetId) : name;
    }
  }
}
