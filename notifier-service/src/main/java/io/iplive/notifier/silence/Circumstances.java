package io.iplive.notifier.silence;

import io.iplive.notifier.maintenance.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may silence the outages of a target.
 *
 * @param windows its maintenances
 * @param parent null: it depends on nothing that is watched
 * @param recovery how long its own checks may take to see that it works again
 */
public record Circumstances(List<Window> windows, @Nullable Parent parent, Duration recovery) {

  /** Nothing does. */
  public static final Circumstances NONE = new Circumstances(List.of(), null, Duration.ZERO);

  public Circumstances {
    windows = List.copyOf(windows);
  }

  /**
   * What it depends on.
   *
   * @param detection how long its checks may take to find that it is down
   * @param down whether it is
   * @param backAt when it last came back; null: it was not down of late
   */
  public record Parent(Duration detection, boolean down, @Nullable Instant backAt) {}
}
