package io.iplive.gateway.history.action;

import io.iplive.gateway.action.Inline;
import io.iplive.gateway.history.OutageLog;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field of outages that nobody was told of when they began; others do not have it.
 *
 * @param silenced {@code maintenance} or {@code parent}
 */
record Silenced(String silenced) implements Inline {

  static @Nullable Silenced of(OutageLog.Outage outage) {
    return outage.silenced() == null
        ? null
        : new Silenced(outage.silenced().name().toLowerCase(Locale.ROOT));
  }
}
