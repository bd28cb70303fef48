package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.UnstorableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal of deliveries in PostgreSQL. */
public final class JdbiJournal implements Journal {

  private static final Logger LOG = LoggerFactory.getLogger(JdbiJournal.class);

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
    try {
      store.useTransaction(handle -> DeliveryWrites.recordGivenUp(handle, callback, attempts));
    } catch (UnstorableException e) {
      LOG.error("Answers to {} are recorded without their words", callback.eventId(), e);
      List<Attempt> silenced = attempts.stream().map(JdbiJournal::silenced).toList();
      store.useTransaction(handle -> DeliveryWrites.recordGivenUp(handle, callback, silenced));
    }
  }

  @Override
  public void recordConflated(List<NewDelivery> callbacks) {
    store.useTransaction(handle -> Steps.conflated(handle, callbacks));
  }

  @Override
  public List<Delivery> claim(
      String owner,
      Duration lease,
      Collection<Long> held,
      int limit,
      Map<String, Integer> room,
      int otherwise) {
    return store.inTransaction(
        handle -> Leases.claim(handle, owner, lease, held, limit, room, otherwise));
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
    try {
      store.useTransaction(handle -> Leases.finish(handle, owner, results));
    } catch (UnstorableException _) {
      results.forEach(result -> finishAlone(owner, result));
    }
  }

  /** What cannot be recorded of one receiver holds up no other's. */
  private void finishAlone(String owner, Result result) {
    try {
      store.useTransaction(handle -> Leases.finish(handle, owner, List.of(result)));
    } catch (UnstorableException e) {
      LOG.error("The answer to {} is recorded without its words", result.delivery().number(), e);
      finishSilenced(owner, result);
    }
  }

  private void finishSilenced(String owner, Result result) {
    Attempt attempt = result.attempt();
    Result silenced =
        new Result(result.delivery(), attempt == null ? null : silenced(attempt), result.next());
    try {
      store.useTransaction(handle -> Leases.finish(handle, owner, List.of(silenced)));
    } catch (UnstorableException e) { // Its lease lapses, and it is attempted again.
      LOG.error("What came of {} is not recorded", result.delivery().number(), e);
    }
  }

  private static Attempt silenced(Attempt attempt) {
    return new Attempt(attempt.startedAt(), attempt.latency(), Outcome.silenced(attempt.answer()));
  }

  @Override
  public Optional<Standing> standing(String eventId, long contactId) {
    return store.inTransaction(handle -> Standings.of(handle, eventId, contactId));
  }

  @Override
  public void withdraw(String eventId, long contactId, String why) {
    store.useTransaction(handle -> Standings.withdraw(handle, eventId, contactId, why));
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
