package io.iplive.notifier.delivery;

import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.round.ClosedRound;
import java.util.List;

/**
 * What is put down of rounds, which are no deliveries as long as they are told at once. Every
 * method throws {@link io.iplive.notifier.directory.StoreUnavailableException} when nothing was
 * done: try again.
 */
public interface RoundRecords {

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

  /** A round of an on_change app, and what is delivered if it is news. */
  record ChangeOffer(ClosedRound round, NewDelivery delivery) {

    public ChangeOffer {
      if (!(delivery.message() instanceof RoundTold)) {
        throw new IllegalArgumentException("Not a round's delivery: " + delivery);
      }
    }
  }
}
