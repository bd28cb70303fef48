package io.iplive.scheduler.kafka.job;

import java.time.Instant;

/** The jobs of a round that have not left yet. */
public final class RoundInFlight {

  private final Instant lastDue;
  private volatile boolean cancelled;

  /** A round whose last jobs leave then. */
  public RoundInFlight(Instant lastDue) {
    this.lastDue = lastDue;
  }

  /** When the last of them leave. */
  public Instant lastDue() {
    return lastDue;
  }

  /** The definition has changed: none leaves any more. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether it was cancelled. */
  public boolean cancelled() {
    return cancelled;
  }
}
