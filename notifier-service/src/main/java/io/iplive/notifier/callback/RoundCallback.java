package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.round.PendingRound;
import java.util.Optional;

/**
 * A round's callback and what was known of its app.
 *
 * @param knownAt when that was, by {@link System#nanoTime}
 */
record RoundCallback(
    PendingRound pending, NewDelivery delivery, RoundTold told, App app, long knownAt) {

  long monitorId() {
    return pending.round().monitorId();
  }

  /** Why nobody is called for rounds of a monitor any more, or at all. */
  static Optional<String> silence(Subscription subscription) {
    if (!subscription.monitor().active()) {
      return Optional.of("stopped");
    }
    App app = subscription.app();
    return app == null || app.address() == null ? Optional.of("no_callback") : Optional.empty();
  }
}
