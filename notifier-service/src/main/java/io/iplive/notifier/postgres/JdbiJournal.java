package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.NewDelivery;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The journal of deliveries in PostgreSQL. */
public final class JdbiJournal implements Journal {

  private final Store store;

  public JdbiJournal(Jdbi jdbi) {
    this.store = new Store(jdbi);
  }

  @Override
  public void record(List<NewDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      store.useTransaction(handle -> DeliveryWrites.record(handle, deliveries));
    }
  }

  @Override
  public void recordChanges(List<ChangeOffer> rounds) {
    store.useTransaction(
        handle -> DeliveryWrites.record(handle, LastStatusesRows.news(handle, rounds)));
  }

  @Override
  public void recordGivenUp(NewDelivery callback, List<Attempt> attempts) {
    store.useTransaction(handle -> DeliveryWrites.recordGivenUp(handle, callback, attempts));
  }

  @Override
  public void recordConflated(List<NewDelivery> callbacks) {
    store.useTransaction(handle -> Steps.conflated(handle, callbacks));
  }

  @Override
  public List<Delivery> claim(
      String owner, Duration lease, int limit, Map<String, Integer> room, int otherwise) {
    return store.inTransaction(
        handle -> Leases.claim(handle, owner, lease, limit, room, otherwise));
  }

  @Override
  public void renew(String owner, Duration lease, Collection<Long> laneNumbers) {
    if (!laneNumbers.isEmpty()) {
      store.useTransaction(handle -> Leases.renew(handle, owner, lease, laneNumbers));
    }
  }

  @Override
  public void release(String owner) {
    store.useTransaction(handle -> Leases.release(handle, owner));
  }

  @Override
  public void finish(String owner, List<Result> results) {
    store.useTransaction(handle -> Leases.finish(handle, owner, results));
  }

  @Override
  public long waiting() {
    return store.inTransaction(handle ->
        handle
            .createQuery("select count(*) from delivery where state = 'WAITING'")
            .mapTo(Long.class)
            .one());
  }
}
