package io.iplive.gateway.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Recorded events that are not yet published. */
public interface Outbox {

  /** An event that waits, and its place in the queue. */
  record Waiting(long position, Recorded recorded) {}

  /** Opens a connection of its own; closing it gives up the lead, and so does losing it. */
  Lane open();

  /** How many events wait. */
  long waiting();

  /**
   * Lets monitors leave their topic, those that ended first before the others.
   *
   * @param before which they ended
   * @param most at most so many
   * @return how many
   */
  int forget(Instant before, int most);

  /**
   * One reader of the outbox. Every method but {@code await} throws {@link
   * JournalUnavailableException} when the connection is lost.
   */
  interface Lane extends AutoCloseable {

    /** Tries to be the only one of all replicas that publishes; keeps it once it has it. */
    boolean lead();

    /** The oldest that wait, those of one stream in the stream's order. */
    List<Waiting> next(int most);

    /** Forgets what has been published. */
    void published(List<Waiting> events);

    /** Waits until an event is recorded here, at most so long: other replicas do not tell. */
    void await(Duration most) throws InterruptedException;

    @Override
    void close();
  }
}
