package io.iplive.sla.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Range;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PartitionHistoryTest {

  private static final String TEN = "2026-01-10T10:00:00Z";
  private static final String ELEVEN = "2026-01-10T11:00:00Z";

  private final PartitionHistory history =
      new PartitionHistory(
          Grid.of(new Range(Instant.parse(TEN), Instant.parse(ELEVEN), ZoneOffset.UTC)), true);

  @Test
  void noticesAreReadFromTheOldestOutageThatReachesIntoTheRange() {
    history.opened(1, 1, 1, at("2025-01-01T00:00:00Z"), 0);
    history.closed(1, 1, 1, at("2025-01-01T01:00:00Z"), Outages.End.RECOVERED);
    assertThat(history.oldest()).isEqualTo(at(TEN));

    history.opened(1, 1, 2, at("2026-01-09T00:00:00Z"), 0);
    history.opened(1, 2, 3, at("2026-01-10T10:30:00Z"), 0);
    history.closed(1, 1, 2, at("2026-01-10T10:01:00Z"), Outages.End.RECOVERED);
    assertThat(history.oldest()).isEqualTo(at("2026-01-09T00:00:00Z"));
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
