package io.iplive.notifier.routing;

import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Reason;
import java.time.Instant;
import java.util.List;

/** What an outage event brings about. */
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

  /** An outage began, told or not. */
  record Began(Outage outage) implements Routed {}

  /** An outage ended, told or not. */
  record Over(Outage outage, Instant at) implements Routed {}

  /** Its beginning is told to nobody for now. */
  record Silenced(Held held) implements Routed {}

  /** What was silenced is told. */
  record Lifted(long outageId) implements Routed {}

  /**
   * It ended before it was told.
   *
   * @param reason why it was not
   * @param otherwise what follows if it was told just now
   */
  record Untold(Outage outage, Reason reason, List<Routed> otherwise) implements Routed {}
}
