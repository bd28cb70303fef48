package io.iplive.notifier.callback;

import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Monitor.Subject;
import io.iplive.notifier.directory.Monitor.Watch;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.directory.Subscriptions;
import io.iplive.notifier.directory.Version;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Monitors and apps that a test puts in; it can be down. */
final class InMemorySubscriptions implements Subscriptions {

  private final Map<Long, Subscription> subscriptions = new ConcurrentHashMap<>();
  private volatile boolean down;

  void put(long monitorId, App app, boolean active) {
    Version version = new Version(1, 1);
    Monitor monitor =
        new Monitor(
            monitorId,
            version,
            1,
            app.appId(),
            monitorId,
            active,
            null,
            true,
            new Subject(null, null, Map.of()),
            null,
            new Watch(Duration.ZERO, Duration.ZERO));
    subscriptions.put(monitorId, new Subscription(monitor, app));
  }

  void down(boolean value) {
    down = value;
  }

  @Override
  public Map<Long, Subscription> subscriptions(Collection<Long> monitorIds) {
    if (down) {
      throw new StoreUnavailableException(new IllegalStateException("down"));
    }
    return monitorIds.stream()
        .filter(subscriptions::containsKey)
        .collect(Collectors.toMap(id -> id, subscriptions::get));
  }
}
