package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.CallMaking;
import io.iplive.notifier.delivery.CallMaking.Made;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.delivery.Transport;
import io.iplive.notifier.directory.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes single attempts: call, answer, what follows. */
public final class Attempts {

  private final CallMaking calls;
  private final Transport transport;
  private final Policy policy;
  private final Clock clock;
  private final DeliveryMeters meters;

  public Attempts(
      CallMaking calls, Transport transport, Policy policy, Clock clock, DeliveryMeters meters) {
    this.calls = calls;
    this.transport = transport;
    this.policy = policy;
    this.clock = clock;
    this.meters = meters;
  }

  /** An attempt and what follows from it. */
  record Tried(Attempt attempt, Next next) {}

  /**
   * Makes an attempt.
   *
   * @param before attempts made before this one
   * @param age of the delivery at its start
   */
  Tried make(NewDelivery delivery, Recipient recipient, int before, Duration age)
      throws InterruptedException {
    Instant startedAt = clock.instant();
    long start = System.nanoTime();
    Answer answer =
        switch (calls.make(delivery.message(), recipient, delivery.id(), startedAt)) {
          case Made.Ready(var call) -> transport.send(call);
          case Made.Unsendable(var why) -> why;
        };
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    Next next =
        policy.after(delivery.repeats(), delivery.id(), before + 1, age.plus(latency), answer);
    meters.attempted(delivery.lane().receiver(), answer, next, latency);
    return new Tried(new Attempt(startedAt, latency, answer), next);
  }
}
