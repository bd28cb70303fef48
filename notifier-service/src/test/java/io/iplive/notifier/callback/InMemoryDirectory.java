package io.iplive.notifier.callback;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Monitor.Subject;
import io.iplive.notifier.directory.Monitor.Watch;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.maintenance.Window;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Monitors and apps that a test puts in; it can be down. */
final class InMemoryDirectory implements Directory {

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

  @Override
  public void apply(List<DirectoryChange> changes, Collection<ReadPosition> positions) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Collection<ReadPosition> positions() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Long, List<Contact>> contactsOfAccounts(Collection<Long> accountIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Long, Contact> contacts(Collection<Long> contactIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Long, App> apps(Collection<Long> appIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Long, Account> accounts(Collection<Long> accountIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Long, List<Window>> windows(Collection<Long> targetIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void markBad(long contactId, String address) {
    throw new UnsupportedOperationException();
  }
}
