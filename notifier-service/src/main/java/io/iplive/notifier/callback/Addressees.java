package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.message.Message.OfOutage;
import io.iplive.notifier.sending.Addressee;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whom a batch of deliveries is for, read at once; texts need more than the seed's calls do. */
record Addressees(
    Map<Long, Contact> contacts,
    Map<Long, App> apps,
    Map<Long, Account> accounts,
    Map<Long, Subscription> monitors) {

  /**
   * Reads them.
   *
   * @throws io.iplive.notifier.directory.StoreUnavailableException when they cannot be read
   */
  static Addressees of(List<Delivery> deliveries, Directory directory) {
    Map<Long, Contact> contacts =
        some(receivers(deliveries, Lane.Receiver.CONTACT), directory::contacts);
    Map<Long, App> apps = some(receivers(deliveries, Lane.Receiver.APP), directory::apps);
    List<Long> accounts =
        contacts.values().stream()
            .filter(Addressees::wordy)
            .map(Contact::accountId)
            .distinct()
            .toList();
    List<Long> monitors =
        deliveries.stream()
            .map(delivery -> monitor(delivery, contacts))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return new Addressees(
        contacts,
        apps,
        some(accounts, directory::accounts),
        some(monitors, directory::subscriptions));
  }

  private static boolean wordy(Contact contact) {
    return contact.channel() != Contact.Channel.HTTP;
  }

  private static <T> Map<Long, T> some(
      List<Long> ids, Function<Collection<Long>, Map<Long, T>> read) {
    return ids.isEmpty() ? Map.of() : read.apply(ids);
  }

  private static List<Long> receivers(List<Delivery> deliveries, Lane.Receiver kind) {
    return deliveries.stream()
        .map(delivery -> delivery.content().lane())
        .filter(lane -> lane.receiver() == kind)
        .map(Lane::receiverId)
        .distinct()
        .toList();
  }

  /** The monitor that has to be known to tell of it; null: none. */
  private static @Nullable Long monitor(Delivery delivery, Map<Long, Contact> contacts) {
    Lane lane = delivery.content().lane();
    return switch (lane.receiver()) {
      case APP -> lane.subjectId();
      case CONTACT -> {
        Contact contact = contacts.get(lane.receiverId());
        yield contact != null
                && wordy(contact)
                && delivery.content().message() instanceof OfOutage ofOutage
            ? ofOutage.outage().monitorId()
            : null;
      }
    };
  }

  /** Null: there is nobody to tell any more. */
  @Nullable Addressee of(Delivery delivery) {
    Lane lane = delivery.content().lane();
    Long monitor = monitor(delivery, contacts);
    Subscription subscription = monitor == null ? null : monitors.get(monitor);
    return switch (lane.receiver()) {
      case APP -> {
        App app = apps.get(lane.receiverId());
        boolean watched = subscription != null && subscription.monitor().active();
        yield app == null || !watched ? null : new Addressee(app, null, null);
      }
      case CONTACT -> {
        Contact contact = contacts.get(lane.receiverId());
        yield contact == null
            ? null
            : new Addressee(contact, accounts.get(contact.accountId()), subscription);
      }
    };
  }
}
