package io.iplive.notifier.delivery;

import io.iplive.notifier.message.Call;

/** Sends calls; safe for use by several threads. */
public interface Transport {

  /**
   * Sends one call and waits for the answer, for no longer than the attempt's deadline, whatever
   * the receiver does. Redirects are not followed, nothing is repeated.
   */
  Answer send(Call call) throws InterruptedException;
}
