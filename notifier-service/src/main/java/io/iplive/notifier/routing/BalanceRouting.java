package io.iplive.notifier.routing;

import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Account.State;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.text.Audience;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of the balance: the account's default contacts that understand it, or where there is
 * none, all that do; of its staff, as clients know nothing of who checks their sites.
 */
public final class BalanceRouting {

  private static final long NO_TARGET = 0;

  private BalanceRouting() {}

  /** Whether an account has just run out of money; one seen for the first time has not. */
  public static boolean ranOut(@Nullable State before, Account after) {
    return before != null && before != State.UNPAID && after.state() == State.UNPAID;
  }

  /**
   * The deliveries of a notice; none: whoever hands it over should say so.
   *
   * @param eventId unique to the notice
   * @param contacts all active contacts of the account
   */
  public static List<NewDelivery> deliveries(
      String eventId, Message message, List<Contact> contacts) {
    List<Contact> able =
        contacts.stream()
            .filter(Contact::active)
            .filter(each -> each.channel() != Channel.HTTP && each.channel() != Channel.OTHER)
            .filter(each -> each.reader().audience() == Audience.STAFF)
            .toList();
    List<Contact> told = able.stream().filter(Contact::isDefault).toList();
    if (told.isEmpty()) {
      told = able;
    }
    return told.stream()
        .sorted(Comparator.comparingLong(Contact::contactId))
        .map(contact ->
            new NewDelivery(
                eventId,
                contact.accountId(),
                Lane.toContact(contact.contactId(), NO_TARGET),
                message,
                contact.repeats(),
                null))
        .toList();
  }
}
