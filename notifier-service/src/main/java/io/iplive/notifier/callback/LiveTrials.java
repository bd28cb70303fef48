package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.sending.OutgoingMaking;
import io.iplive.notifier.sending.OutgoingMaking.Made;
import io.iplive.notifier.sending.Transports;
import io.iplive.notifier.sending.Trials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tries receivers through the transports that deliveries take. */
public final class LiveTrials implements Trials {

  private final Directory directory;
  private final OutgoingMaking making;
  private final Transports transports;
  private final Policy policy;
  private final Clock clock;

  public LiveTrials(
      Directory directory,
      OutgoingMaking making,
      Transports transports,
      Policy policy,
      Clock clock) {
    this.directory = directory;
    this.making = making;
    this.transports = transports;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Optional<Tried> contact(long contactId) throws InterruptedException {
    Contact contact = directory.contacts(List.of(contactId)).get(contactId);
    if (contact == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    DeliveryId id = DeliveryId.toContact("test:" + now, contactId);
    long account = contact.accountId();
    Made made = making.trial(contact, directory.accounts(List.of(account)).get(account), id, now);
    return Optional.of(tried(made, id, contact.repeats()));
  }

  @Override
  public Optional<Tried> app(long appId) throws InterruptedException {
    App app = directory.apps(List.of(appId)).get(appId);
    if (app == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    DeliveryId id = DeliveryId.toApp("test:" + now, appId);
    Repeats repeats = app.onChange() ? Repeats.DURABLE : Repeats.LEGACY;
    return Optional.of(tried(making.trial(app, id, now), id, repeats));
  }

  private Tried tried(Made made, DeliveryId id, Repeats repeats) throws InterruptedException {
    long start = System.nanoTime();
    Answer answer =
        switch (made) {
          case Made.Ready(var outgoing) -> transports.send(outgoing);
          case Made.Unsendable(Answer why) -> why;
        };
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    boolean works = policy.after(repeats, id, 1, Duration.ZERO, answer) instanceof Next.Delivered;
    return new Tried(answer, latency, works);
  }
}
