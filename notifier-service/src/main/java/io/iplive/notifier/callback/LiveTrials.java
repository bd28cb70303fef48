package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.Journal.Standing;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.sending.Outgoing;
import io.iplive.notifier.sending.OutgoingMaking;
import io.iplive.notifier.sending.OutgoingMaking.Made;
import io.iplive.notifier.sending.Transports;
import io.iplive.notifier.sending.Trials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tries receivers through the transports that deliveries take. What costs money is tried as a
 * delivery: it keeps the channel's limits, and is stored and charged as any other.
 */
public final class LiveTrials implements Trials {

  /** Lane of a contact in which no target's notices and none of the balance wait. */
  private static final long NO_TARGET = -1;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final String LATE = "a trial that nobody waits for any more";

  private final Directory directory;
  private final Journal journal;
  private final OutgoingMaking making;
  private final Transports transports;
  private final Policy policy;
  private final Clock clock;
  private final Runnable recorded;

  /**
   * Trials.
   *
   * @param recorded called when the journal has something new
   */
  public LiveTrials(
      Directory directory,
      OutgoingMaking making,
      Transports transports,
      Policy policy,
      Clock clock,
      Journal journal,
      Runnable recorded) {
    this.directory = directory;
    this.journal = journal;
    this.recorded = recorded;
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
    String event = "test:" + now;
    DeliveryId id = DeliveryId.toContact(event, contactId);
    long account = contact.accountId();
    Made made = making.trial(contact, directory.accounts(List.of(account)).get(account), id, now);
    return Optional.of(
        made instanceof Made.Ready(Outgoing.Sms _)
            ? delivered(contact, event, now)
            : tried(made, id, contact.repeats()));
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

  private Tried delivered(Contact contact, String event, Instant now) throws InterruptedException {
    long id = contact.contactId();
    long start = System.nanoTime();
    journal.record(
        List.of(
            new NewDelivery(
                event,
                contact.accountId(),
                Lane.toContact(id, NO_TARGET),
                new Message.Trial(now.getEpochSecond()),
                contact.repeats(),
                null)));
    recorded.run();
    Optional<Standing> standing = journal.standing(event, id);
    while (standing.filter(LiveTrials::isUnanswered).isPresent()
        && System.nanoTime() - start < PATIENCE.toNanos()) {
      Thread.sleep(LOOK_EVERY);
      standing = journal.standing(event, id);
    }
    Answer answer = standing.map(LiveTrials::answer).orElse(new Answer.Withheld("it is gone"));
    if (!(answer instanceof Answer.Deferred)) { // That one may be at the phone already.
      journal.withdraw(event, id, LATE);
    }
    Duration latency =
        standing
            .map(Standing::last)
            .map(Attempt::latency)
            .orElse(Duration.ofNanos(System.nanoTime() - start));
    return new Tried(answer, latency, answer instanceof Answer.Accepted);
  }

  private static boolean isUnanswered(Standing standing) {
    return standing.waiting() && standing.last() == null;
  }

  private static Answer answer(Standing standing) {
    if (standing.last() != null) {
      return standing.last().answer();
    }
    return standing.waiting()
        ? new Answer.Held(0, "The channel takes nothing now", Duration.ZERO)
        : new Answer.Withheld(standing.note() == null ? "nobody is told" : standing.note());
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
