package io.iplive.verdict.outage;

import io.iplive.verdict.round.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is held of a target. */
public sealed interface TargetState {

  /** Nothing conclusive since monitoring of this address began. */
  record Unknown() implements TargetState {}

  record Up() implements TargetState {}

  /**
   * Errors in a row, not yet enough for an outage.
   *
   * @param since roundAt of the first
   * @param evidence what was seen first; null: nothing was told
   */
  record Failing(int count, Instant since, @Nullable Evidence evidence) implements TargetState {}

  /**
   * An outage is open.
   *
   * @param since roundAt of the first failing round
   * @param good roundAt of the good rounds in a row, not yet enough to close it
   */
  record Down(long outage, Instant since, Cause cause, List<Instant> good) implements TargetState {
    public Down {
      good = List.copyOf(good);
    }
  }

  /** Whether it keeps its monitor on the error pace. */
  default boolean fails() {
    return switch (this) {
      case Unknown _, Up _ -> false;
      case Failing _, Down _ -> true;
    };
  }
}
