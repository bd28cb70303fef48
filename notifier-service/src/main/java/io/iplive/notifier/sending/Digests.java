package io.iplive.notifier.sending;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.message.Message.OfOutage;
import io.iplive.notifier.text.Notice;
import io.iplive.notifier.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one text of several deliveries to a contact. */
public record Digests(Directory directory, Texts texts) {

  /** The text; null: the contact is told no more. */
  public @Nullable String of(List<Delivery> deliveries, Instant now) {
    long id = deliveries.getFirst().content().lane().receiverId();
    Contact contact = directory.contacts(List.of(id)).get(id);
    if (contact == null) {
      return null;
    }
    long owner = contact.accountId();
    Account account = directory.accounts(List.of(owner)).get(owner);
    Map<Long, Subscription> monitors =
        directory.subscriptions(deliveries.stream().map(Digests::monitor).distinct().toList());
    List<Notice> notices =
        deliveries.stream()
            .map(delivery ->
                Notices.of(
                    delivery.content().message(),
                    contact,
                    new Addressee(contact, account, monitors.get(monitor(delivery))),
                    now))
            .toList();
    return texts.digest(notices, contact.reader());
  }

  private static long monitor(Delivery delivery) {
    return delivery.content().message() instanceof OfOutage ofOutage
        ? ofOutage.outage().monitorId()
        : 0;
  }
}
