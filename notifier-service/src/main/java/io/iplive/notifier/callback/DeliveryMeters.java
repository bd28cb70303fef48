package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.Next;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of deliveries. */
public final class DeliveryMeters {

  private final MeterRegistry registry;
  private final Counter conflated;
  private final AtomicLong waiting = new AtomicLong();

  public DeliveryMeters(MeterRegistry registry) {
    this.registry = registry;
    this.conflated = registry.counter("iplive.notifier.callbacks.conflated");
    registry.gauge("iplive.notifier.deliveries.waiting", waiting);
  }

  void attempted(Lane.Receiver receiver, Answer answer, Next next, Duration latency) {
    String kind =
        switch (receiver) {
          case APP -> "callback";
          case CONTACT -> "contact";
        };
    String result =
        switch (answer) {
          case Answer.Answered _ -> next instanceof Next.Delivered ? "delivered" : "status";
          case Answer.Failed failed -> failed.failure().name().toLowerCase(Locale.ROOT);
        };
    registry.counter("iplive.notifier.attempts", "kind", kind, "result", result).increment();
    registry.timer("iplive.notifier.latency", "kind", kind).record(latency);
  }

  void conflated() {
    conflated.increment();
  }

  /** Counts a round that nobody is called for. */
  void dropped(String reason) {
    registry.counter("iplive.notifier.callbacks.dropped", "reason", reason).increment();
  }

  void waiting(long deliveries) {
    waiting.set(deliveries);
  }
}
