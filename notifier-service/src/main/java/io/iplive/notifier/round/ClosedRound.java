package io.iplive.notifier.round;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round of a monitor that ended.
 *
 * @param roundAt names the round within its monitor
 * @param records the records probed in it
 */
public record ClosedRound(long monitorId, Instant roundAt, List<RecordOutcome> records) {

  public ClosedRound {
    records = List.copyOf(records);
  }

  /** Stable over replays and restarts. */
  public String eventId() {
    return "round:" + monitorId + ":" + roundAt.toEpochMilli();
  }

  /**
   * What a round says of one record.
   *
   * @param position index in the caller's list
   * @param responseMillis null: no node got an answer
   */
  public record RecordOutcome(
      long targetId,
      long recordId,
      int position,
      Outcome outcome,
      @Nullable Integer responseMillis) {}

  /** Up, down, not decidable, or ended by a command before it was decided. */
  public enum Outcome {
    UP,
    DOWN,
    INCONCLUSIVE,
    CANCELLED
  }
}
