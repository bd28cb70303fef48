package io.iplive.notifier.delivery;

import java.util.Comparator;

/**
 * What deliveries are ordered by: one receiver and one subject. A later delivery of a lane waits
 * until the earlier one is delivered or given up.
 *
 * @param receiverId contact or app
 * @param subjectId target of a contact's lane, monitor of an app's
 */
public record Lane(Receiver receiver, long receiverId, long subjectId) {

  /** The order in which lanes are locked. */
  public static final Comparator<Lane> LOCKING =
      Comparator.comparing(Lane::receiver)
          .thenComparingLong(Lane::receiverId)
          .thenComparingLong(Lane::subjectId);

  /** Kind of receiver. */
  public enum Receiver {
    APP,
    CONTACT
  }

  /** A contact's lane of a target. */
  public static Lane toContact(long contactId, long targetId) {
    return new Lane(Receiver.CONTACT, contactId, targetId);
  }

  /** An app's lane of a monitor. */
  public static Lane toApp(long appId, long monitorId) {
    return new Lane(Receiver.APP, appId, monitorId);
  }
}
