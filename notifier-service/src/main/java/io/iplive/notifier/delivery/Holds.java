package io.iplive.notifier.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * Receivers that nothing is sent to for a while, by all instances. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done.
 */
public interface Holds {

  /**
   * Holds a receiver.
   *
   * @param reason a short name
   * @param detail a sentence for operators
   */
  void hold(String host, String reason, String detail, Duration length);

  /** Lets a receiver go. */
  void release(String host);

  /** Why a receiver is held now; empty: it is not. */
  Optional<Hold> of(String host);

  /** A hold in force. */
  record Hold(String reason, String detail) {}
}
