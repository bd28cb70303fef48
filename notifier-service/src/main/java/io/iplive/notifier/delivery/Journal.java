package io.iplive.notifier.delivery;

import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.round.ClosedRound;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries and their attempts, shared by all instances of the notifier. A lane is worked on by
 * one instance at a time, on a lease. Every step of a delivery is put down for deliveries.v1 in the
 * same transaction. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done: try again.
 */
public interface Journal {

  /** Records deliveries in the order given; those recorded before are left as they are. */
  void record(List<NewDelivery> deliveries);

  /**
   * Takes rounds of on_change apps, and records a delivery of each that is news.
   *
   * @see io.iplive.notifier.round.LastStatuses
   */
  void recordChanges(List<ChangeOffer> rounds);

  /** Records a round's callback that was given up, with its attempts. */
  void recordGivenUp(NewDelivery callback, List<Attempt> attempts);

  /** Lists rounds that will never be told because newer ones took their place. */
  void recordConflated(List<NewDelivery> callbacks);

  /**
   * Leases lanes whose first waiting delivery is due, and answers those deliveries. None of a
   * receiver that is held is claimed.
   *
   * @param room calls that receivers have left
   * @param otherwise calls that every other receiver has left
   */
  List<Delivery> claim(
      String owner, Duration lease, int limit, Map<String, Integer> room, int otherwise);

  /** Keeps some of the owner's lanes for another while. */
  void renew(String owner, Duration lease, Collection<Long> laneNumbers);

  /** Gives back what an earlier run of the owner had leased. */
  void release(String owner);

  /** Records what came of claimed deliveries, and frees their lanes. */
  void finish(String owner, List<Result> results);

  /** How many deliveries are not yet delivered, given up or dropped. */
  long waiting();

  /** A round of an on_change app, and what is delivered if it is news. */
  record ChangeOffer(ClosedRound round, NewDelivery delivery) {

    public ChangeOffer {
      if (!(delivery.message() instanceof RoundTold)) {
        throw new IllegalArgumentException("Not a round's delivery: " + delivery);
      }
    }
  }

  /**
   * What came of a claimed delivery.
   *
   * @param attempt null: none was made, there is nobody to call
   */
  record Result(Delivery delivery, @Nullable Attempt attempt, Next next) {}
}
