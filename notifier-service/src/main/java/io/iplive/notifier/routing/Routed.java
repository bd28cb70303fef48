package io.iplive.notifier.routing;

import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.message.Outage;

/** What an outage event brings about for one contact. */
public sealed interface Routed {

  /** It is told. */
  record Told(NewDelivery delivery) implements Routed {}

  /**
   * It is reminded from now on.
   *
   * @param first unix seconds of the first reminder, if the outage goes on so long
   */
  record Reminded(Lane lane, long accountId, String openEventId, Outage outage, long first)
      implements Routed {}

  /** Reminders of an outage end, whoever got them. */
  record RemindersOver(Outage outage) implements Routed {}

  /**
   * An outage ended for a contact with a delay: what waits for that delay is dropped.
   *
   * @param within whether it ended within the delay: then neither end is told, unless the beginning
   *     is under way or was told already
   */
  record Ended(Lane lane, long outageId, boolean within) implements Routed {}
}
