package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Recipient;
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

  void attempted(Recipient recipient, Answer answer, Next next, Duration latency) {
    String kind =
        switch (recipient) {
          case App _ -> "callback";
          case Contact contact when contact.channel() == Contact.Channel.HTTP -> "contact";
          case Contact contact -> contact.channel().name().toLowerCase(Locale.ROOT);
        };
    String result =
        switch (answer) {
          case Answer.Answered _ -> next instanceof Next.Delivered ? "delivered" : "status";
          case Answer.Failed failed -> failed.failure().name().toLowerCase(Locale.ROOT);
          case Answer.Accepted _ -> "delivered";
          case Answer.Refused _ -> "refused";
          case Answer.Deferred _ -> "deferred";
          case Answer.Held _ -> "held";
          case Answer.Withheld _ -> "withheld";
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
