package io.iplive.notifier.delivery;

import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.message.Message;
import java.util.Comparator;
import java.util.List;

/** Who hears of an outage. */
public final class OutageRouting {

  private OutageRouting() {}

  /**
   * The deliveries of an outage event: to the contacts that the monitor names, or else to the
   * account's defaults.
   *
   * @param contacts all active contacts of the monitor's account
   */
  public static List<NewDelivery> deliveries(
      OutageFact fact, Monitor monitor, List<Contact> contacts) {
    Message message = fact.message();
    if (message == null || (message instanceof Message.OutageClosed && !monitor.sendRecovery())) {
      return List.of();
    }
    return contacts.stream()
        .filter(contact -> contact.channel() == Channel.HTTP && contact.active())
        .filter(contact -> told(contact, monitor))
        .sorted(Comparator.comparingLong(Contact::contactId))
        .map(contact ->
            new NewDelivery(
                fact.eventId(),
                Lane.toContact(contact.contactId(), fact.targetId()),
                message,
                contact.repeats()))
        .toList();
  }

  private static boolean told(Contact contact, Monitor monitor) {
    List<Long> named = monitor.contacts();
    return named == null ? contact.isDefault() : named.contains(contact.contactId());
  }
}
