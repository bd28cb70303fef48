package io.iplive.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.round.ClosedRound;
import io.iplive.notifier.round.ClosedRound.Outcome;
import io.iplive.notifier.round.ClosedRound.RecordOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundResultTest {

  private static final Instant AT = Instant.ofEpochSecond(1025842575);

  @Test
  void isThePublishedText() {
    assertThat(RoundResult.of(4, round(record(1, 0, Outcome.UP, 5)), false))
        .contains(
            new RoundTold(
                4, 1025842575, "[{\"record_id\":\"1\",\"status\":\"1\",\"res_time\":5}]"));
  }

  @Test
  void listsRecordsInTheCallersOrderNotInThatOfDecision() {
    assertThat(
            result(
                false,
                record(9, 2, Outcome.UP, 1),
                record(7, 0, Outcome.DOWN, null),
                record(8, 1, Outcome.UP, 3)))
        .isEqualTo(
            "[{\"record_id\":\"7\",\"status\":\"0\",\"res_time\":0},"
                + "{\"record_id\":\"8\",\"status\":\"1\",\"res_time\":3},"
                + "{\"record_id\":\"9\",\"status\":\"1\",\"res_time\":1}]");
  }

  @Test
  void leavesOutInconclusiveRecordsUnlessTheyAreAskedFor() {
    RecordOutcome up = record(1, 0, Outcome.UP, 5);
    RecordOutcome unsure = record(2, 1, Outcome.INCONCLUSIVE, null);

    assertThat(result(false, up, unsure)).doesNotContain("\"2\"");
    assertThat(result(true, up, unsure))
        .contains("{\"record_id\":\"2\",\"status\":\"-1\",\"res_time\":0}");
  }

  @Test
  void isNothingWhenNoRecordIsLeft() {
    ClosedRound unsure = round(record(1, 0, Outcome.INCONCLUSIVE, null));
    ClosedRound cancelled = round(record(1, 0, Outcome.CANCELLED, null));

    assertThat(RoundResult.of(4, unsure, false)).isEmpty();
    assertThat(RoundResult.of(4, cancelled, true)).isEmpty();
  }

  private static String result(boolean include, RecordOutcome... records) {
    return RoundResult.of(4, round(records), include).orElseThrow().result();
  }

  private static ClosedRound round(RecordOutcome... records) {
    return new ClosedRound(7, AT, List.of(records));
  }

  private static RecordOutcome record(
      long recordId, int position, Outcome outcome, @Nullable Integer millis) {
    return new RecordOutcome(100 + recordId, recordId, position, outcome, millis);
  }
}
