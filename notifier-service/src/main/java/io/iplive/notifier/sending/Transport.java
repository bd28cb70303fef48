package io.iplive.notifier.sending;

import io.iplive.notifier.delivery.Answer;

/**
 * Sends one kind of thing; safe for use by several threads.
 *
 * @param <T> what it sends
 */
@FunctionalInterface
public interface Transport<T> {

  /**
   * Sends and waits for the answer, for no longer than the attempt's deadline, whatever the
   * receiver does. Redirects are not followed, nothing is repeated.
   */
  Answer send(T outgoing) throws InterruptedException;
}
