package io.iplive.notifier.smsc;

import io.iplive.notifier.delivery.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What one of all instances does for the channel. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done.
 */
public interface SmsDuty {

  /** Takes the duty, or keeps it; false: another instance has it. */
  boolean take(String owner, Duration length);

  /**
   * Whether the login has worked since it last did not, within the last minute: until then one
   * message is sent at a time, so that a password that was changed is not wrong five times at once.
   */
  boolean proven();

  void proven(boolean works);

  /**
   * What waits for contacts that something has waited too long for, a contact's in its order.
   *
   * @param after only contacts of higher ids
   * @param most so many of them
   */
  List<Delivery> waitingLong(Duration tooLong, long after, int most);

  /** Which outages of the deliveries have ended, told or not. */
  Set<Long> over(List<Delivery> deliveries);

  /** Drops and merges what {@link Stale} says. */
  void settle(Stale.Settlement settlement);
}
