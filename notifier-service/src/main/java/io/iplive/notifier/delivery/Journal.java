package io.iplive.notifier.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries and their attempts, shared by all instances of the notifier. A lane is worked on by
 * one instance at a time, on a lease. Every step of a delivery is put down for deliveries.v1 in the
 * same transaction. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done: try again.
 */
public interface Journal extends RoundRecords {

  /** Records deliveries in the order given; those recorded before are left as they are. */
  void record(List<NewDelivery> deliveries);

  /**
   * Leases lanes whose first waiting delivery is due, and answers those deliveries. None of a
   * receiver that is held is claimed.
   *
   * @param held lanes that the owner works on, whatever became of their leases
   * @param room calls that receivers have left
   * @param otherwise calls that every other receiver has left
   */
  List<Delivery> claim(
      String owner,
      Duration lease,
      Collection<Long> held,
      int limit,
      Map<String, Integer> room,
      int otherwise);

  /** Keeps some of the owner's lanes for another while. */
  void renew(String owner, Duration lease, Collection<Long> laneNumbers);

  /** Gives back what an earlier run of the owner had leased. */
  void release(String owner);

  /**
   * Records what came of claimed deliveries, and frees their lanes. An answer that cannot be
   * recorded as it is keeps no other from it.
   */
  void finish(String owner, List<Result> results);

  /** How a contact's delivery of an event stands; empty: there is none. */
  Optional<Standing> standing(String eventId, long contactId);

  /** Drops a contact's delivery, unless it has ended or is being worked on. */
  void withdraw(String eventId, long contactId, String why);

  /** How many deliveries are not yet delivered, given up or dropped. */
  long waiting();

  /**
   * How a delivery stands.
   *
   * @param waiting it has not ended
   * @param last its last attempt; null: none was made
   * @param note why nobody was told; null: somebody was, or will be
   */
  record Standing(boolean waiting, @Nullable Attempt last, @Nullable String note) {}

  /**
   * What came of a claimed delivery.
   *
   * @param attempt null: none was made, there is nobody to call
   */
  record Result(Delivery delivery, @Nullable Attempt attempt, Next next) {}
}
