package io.iplive.gateway.monitor;

import io.iplive.gateway.account.AppId;
import java.util.List;
import java.util.Optional;

/** Finds the live groups of an app. */
public interface MonitorDirectory {

  /** The group of that id. */
  Optional<Monitor> group(AppId app, long groupId);

  /**
   * Groups in the order of their ids.
   *
   * @param after only those with a greater id
   * @param most at most so many groups
   */
  List<Monitor> groups(AppId app, Optional<Long> after, int most);
}
