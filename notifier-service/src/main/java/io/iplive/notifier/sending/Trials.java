package io.iplive.notifier.sending;

import io.iplive.notifier.delivery.Answer;
import java.time.Duration;
import java.util.Optional;

/** Tries receivers at once, outside of every queue, for whoever sets them up. */
public interface Trials {

  /** Tries a contact; empty: there is none that could be told. */
  Optional<Tried> contact(long contactId) throws InterruptedException;

  /** Tries an app's callback address; empty: there is no such app. */
  Optional<Tried> app(long appId) throws InterruptedException;

  /** What a receiver answered, and how soon. */
  record Tried(Answer answer, Duration latency, boolean works) {}
}
