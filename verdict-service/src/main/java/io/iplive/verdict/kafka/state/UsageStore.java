package io.iplive.verdict.kafka.state;

import io.iplive.verdict.kafka.row.UsageRow;
import io.iplive.verdict.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What each account has used of a partition in the window that is open. */
public final class UsageStore {

  private static final RowCodec<UsageRow> ROWS = new RowCodec<>(UsageRow.class);

  private final KeyValueStore<Long, byte[]> rows;
  private Instant oldest;

  /** Over the rows of {@code rows}. */
  public UsageStore(KeyValueStore<Long, byte[]> rows) {
    this.rows = rows;
    this.oldest = all().stream().map(Usage::window).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** Counts checks at a time whose window is open: those before it were taken. */
  public void count(long account, Instant at, int checks) {
    if (checks == 0) {
      return;
    }
    Instant window = Usage.window(at);
    byte @Nullable [] row = rows.get(account);
    long before = row == null ? 0 : ROWS.decode(row).getChecks();
    rows.put(account, ROWS.encode(new UsageRow(window.toEpochMilli(), before + checks)));
    oldest = window.isBefore(oldest) ? window : oldest;
  }

  /** Takes the windows that are over. */
  public List<Usage> closed(Instant now) {
    if (oldest.equals(Instant.MAX) || oldest.plus(Usage.LENGTH).isAfter(now)) {
      return List.of();
    }
    List<Usage> closed = all();
    closed.forEach(usage -> rows.delete(usage.account()));
    oldest = Instant.MAX;
    return closed;
  }

  private List<Usage> all() {
    List<Usage> all = new ArrayList<>();
    try (KeyValueIterator<Long, byte[]> iterator = rows.all()) {
      while (iterator.hasNext()) {
        KeyValue<Long, byte[]> row = iterator.next();
        UsageRow usage = ROWS.decode(row.value);
        all.add(new Usage(row.key, StateAvro.at(usage.getWindow()), usage.getChecks()));
      }
    }
    return all;
  }
}
