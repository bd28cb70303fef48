package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.sending.Addressee;
import io.iplive.notifier.sending.OutgoingMaking;
import io.iplive.notifier.sending.OutgoingMaking.Made;
import io.iplive.notifier.sending.Transports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes single attempts: what is sent, the answer, what follows. */
public final class Attempts {

  private final OutgoingMaking making;
  private final Transports transports;
  private final Policy policy;
  private final Clock clock;
  private final DeliveryMeters meters;

  public Attempts(
      OutgoingMaking making,
      Transports transports,
      Policy policy,
      Clock clock,
      DeliveryMeters meters) {
    this.making = making;
    this.transports = transports;
    this.policy = policy;
    this.clock = clock;
    this.meters = meters;
  }

  /** An attempt and what follows from it. */
  record Tried(Attempt attempt, Next next) {}

  /** Attempts a delivery of the journal. */
  Tried make(Delivery delivery, Addressee to) throws InterruptedException {
    Instant startedAt = clock.instant();
    Made made = making.make(delivery, to, startedAt);
    int before = delivery.attempts();
    return tried(made, delivery.content(), to.recipient(), before, delivery.age(), startedAt);
  }

  /**
   * Attempts a round's callback that is no row.
   *
   * @param before attempts made before this one
   */
  Tried make(NewDelivery callback, RoundTold round, App app, int before)
      throws InterruptedException {
    Instant startedAt = clock.instant();
    Made made = making.make(round, callback.id(), app, startedAt);
    return tried(made, callback, app, before, Duration.ZERO, startedAt);
  }

  private Tried tried(
      Made made,
      NewDelivery delivery,
      Recipient recipient,
      int before,
      Duration age,
      Instant startedAt)
      throws InterruptedException {
    long start = System.nanoTime();
    Answer answer =
        switch (made) {
          case Made.Ready(var outgoing) -> transports.send(outgoing);
          case Made.Unsendable(Answer why) -> why;
        };
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    Next next =
        policy.after(delivery.repeats(), delivery.id(), before + 1, age.plus(latency), answer);
    meters.attempted(recipient, answer, next, latency);
    return new Tried(new Attempt(startedAt, latency, answer), next);
  }
}
