package io.iplive.notifier.routing;

import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Outage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who hears of an outage, and when. */
public final class OutageRouting {

  private OutageRouting() {}

  /**
   * What follows from an outage event: for the contacts that the monitor names, or else for the
   * account's defaults.
   *
   * @param contacts all active contacts of the monitor's account
   */
  public static List<Routed> routed(OutageFact fact, Monitor monitor, List<Contact> contacts) {
    List<Routed> routed = new ArrayList<>();
    contacts.stream()
        .filter(contact -> contact.channel() != Channel.OTHER && contact.active())
        .filter(contact -> named(contact, monitor))
        .sorted(Comparator.comparingLong(Contact::contactId))
        .forEach(contact -> route(fact, monitor, contact, routed));
    if (fact.message() instanceof OutageClosed) {
      routed.add(new Routed.RemindersOver(fact.message().outage()));
    }
    return routed;
  }

  private static boolean named(Contact contact, Monitor monitor) {
    List<Long> named = monitor.contacts();
    return named == null ? contact.isDefault() : named.contains(contact.contactId());
  }

  private static void route(
      OutageFact fact, Monitor monitor, Contact contact, List<Routed> routed) {
    Outage outage = fact.message().outage();
    Lane lane = Lane.toContact(contact.contactId(), fact.targetId());
    long delay = contact.timing().delay().toSeconds();
    switch (fact.message()) {
      case OutageOpened opened -> {
        Long first = delay == 0 ? null : outage.since() + delay;
        routed.add(new Routed.Told(delivery(fact, contact, lane, opened, first)));
        long every = contact.timing().repeat().toSeconds();
        if (every > 0 && contact.channel() != Channel.HTTP) {
          long from = Math.max(outage.since(), first == null ? 0 : first) + every;
          routed.add(new Routed.Reminded(lane, contact.accountId(), fact.eventId(), outage, from));
        }
      }
      case OutageClosed closed -> {
        if (tells(monitor, contact, closed)) {
          routed.add(new Routed.Told(delivery(fact, contact, lane, closed, null)));
        }
        if (delay > 0) {
          boolean within = closed.closedAt() - outage.since() < delay;
          routed.add(new Routed.Ended(lane, outage.outageId(), within));
        }
      }
      case OutageReminder _ -> throw new IllegalArgumentException("Reminders are no facts");
    }
  }

  /**
   * An outage that ended without a recovery is told to programs that read the reason, also where
   * recoveries are not told; the seed's receivers and people would take it for one.
   */
  private static boolean tells(Monitor monitor, Contact contact, OutageClosed closed) {
    return closed.ending() == Ending.RECOVERED
        ? monitor.sendRecovery()
        : contact.channel() == Channel.WEBHOOK;
  }

  private static NewDelivery delivery(
      OutageFact fact, Contact contact, Lane lane, Message message, @Nullable Long notBefore) {
    return new NewDelivery(
        fact.eventId(), contact.accountId(), lane, message, contact.repeats(), notBefore);
  }

  /** The reminder of an outage that goes on: an event of its own. */
  public static NewDelivery reminder(
      String openEventId,
      long contactId,
      long accountId,
      Repeats repeats,
      Outage outage,
      int ordinal) {
    return new NewDelivery(
        openEventId + ":reminder:" + ordinal,
        accountId,
        Lane.toContact(contactId, outage.targetId()),
        new OutageReminder(outage, ordinal),
        repeats,
        null);
  }
}
