package io.iplive.notifier.directory;

import java.util.Collection;
import java.util.Map;

/** Whose rounds are told to whom. */
public interface Subscriptions {

  /**
   * Monitors with their apps, by monitor; those that are not known are absent. None is active, and
   * none has an app, whose account is suspended or gone.
   *
   * @throws StoreUnavailableException when they cannot be read: try again
   */
  Map<Long, Subscription> subscriptions(Collection<Long> monitorIds);
}
