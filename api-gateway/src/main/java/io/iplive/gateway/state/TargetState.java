package io.iplive.gateway.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a target stands.
 *
 * @param status HTTP status code last seen; 0: none
 * @param since when it came to stand so; null: unknown
 * @param lastCheck the newest closed round that probed it; null: none yet
 * @param responseMillis mean of the nodes that got an answer then; null: none did
 * @param degraded up, but slower than its check wants
 */
public record TargetState(
    Standing state,
    int status,
    @Nullable Instant since,
    @Nullable Instant lastCheck,
    @Nullable Integer responseMillis,
    boolean degraded) {

  /** Of a target that no round has told anything of. */
  public static final TargetState UNKNOWN =
      new TargetState(Standing.UNKNOWN, 0, null, null, null, false);

  /** The states as callers read them. */
  public enum Standing {
    UNKNOWN,
    UP,
    FAILING,
    DOWN,
    STOPPED
  }
}
