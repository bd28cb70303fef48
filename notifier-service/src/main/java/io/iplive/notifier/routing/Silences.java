package io.iplive.notifier.routing;

import io.iplive.notifier.silence.Held;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Outages that are told to nobody for now. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done: try again.
 */
public interface Silences {

  /** Those of the outages that were never told because they are silenced or ended so, by id. */
  Map<Long, Held> untold(Collection<Long> outageIds);

  /** Those that go on and are to be looked at, the oldest first. */
  List<Held> due(int most);

  /** How monitors stand of which outages are known, by monitor. */
  Map<Long, Standing> standings(Collection<Long> monitorIds);

  /**
   * How a monitor stands.
   *
   * @param down whether an outage of it goes on
   * @param backAt when its last outage ended; null: none of late did
   */
  record Standing(boolean down, @Nullable Instant backAt) {}
}
