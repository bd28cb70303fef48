package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.RoundRecords;
import io.iplive.notifier.directory.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What round callbacks leave in a journal; it can be down. */
final class InMemoryRoundRecords implements RoundRecords {

  private final List<ChangeOffer> changes = new CopyOnWriteArrayList<>();
  private final Map<NewDelivery, List<Attempt>> givenUp = new ConcurrentHashMap<>();
  private final List<NewDelivery> conflated = new CopyOnWriteArrayList<>();
  private volatile boolean down;

  List<ChangeOffer> changes() {
    return changes;
  }

  Map<NewDelivery, List<Attempt>> givenUp() {
    return givenUp;
  }

  List<NewDelivery> conflated() {
    return conflated;
  }

  void down(boolean value) {
    down = value;
  }

  private void check() {
    if (down) {
      throw new StoreUnavailableException(new IllegalStateException("down"));
    }
  }

  @Override
  public void recordChanges(List<ChangeOffer> rounds) {
    check();
    changes.addAll(rounds);
  }

  @Override
  public void recordGivenUp(NewDelivery callback, List<Attempt> attempts) {
    check();
    givenUp.put(callback, List.copyOf(attempts));
  }

  @Override
  public void recordConflated(List<NewDelivery> callbacks) {
    check();
    conflated.addAll(callbacks);
  }
}
