package io.iplive.notifier.message;

import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.round.ClosedRound;
import io.iplive.notifier.round.ClosedRound.Outcome;
import io.iplive.notifier.round.ClosedRound.RecordOutcome;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** The content of one call_back_to_php (contracts/iplive.md). */
public final class RoundResult {

  private RoundResult() {}

  /** The content for a round; empty when no record is left to tell of. */
  public static Optional<RoundTold> of(
      long groupId, ClosedRound round, boolean includeInconclusive) {
    String records =
        round.records().stream()
            .filter(record -> told(record.outcome(), includeInconclusive))
            .sorted(Comparator.comparingInt(RecordOutcome::position))
            .map(RoundResult::json)
            .collect(Collectors.joining(","));
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RoundTold(groupId, round.roundAt().getEpochSecond(), "[" + records + "]"));
  }

  private static boolean told(Outcome outcome, boolean includeInconclusive) {
    return switch (outcome) {
      case UP, DOWN -> true;
      case INCONCLUSIVE -> includeInconclusive;
      case CANCELLED -> false;
    };
  }

  private static String json(RecordOutcome record) {
    String status =
        switch (record.outcome()) {
          case UP -> "1";
          case DOWN -> "0";
          case INCONCLUSIVE, CANCELLED -> "-1";
        };
    int millis = record.responseMillis() == null ? 0 : record.responseMillis();
    return "{\"record_id\":\""
        + record.recordId()
        + "\",\"status\":\""
        + status
        + "\",\"res_time\":"
        + millis
        + "}";
  }
}
