package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.history.Cursor;
import io.iplive.gateway.history.OutageFact;
import io.iplive.gateway.history.OutageLog;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.history.JdbiOutageLog;
import io.iplive.gateway.postgres.projection.JdbiProjectionStore;
import io.iplive.gateway.postgres.projection.OutageRows;
import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.ProjectionStore.Taking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers hold of event_list, while topics come and go. */
class CursorsIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final AccountId ACCOUNT = new AccountId(770_000);

  /** That no other test reads. */
  private static final int PARTITION = 770;

  private final Database database = Database.over(GATEWAY.dataSource());
  private final JdbiProjectionStore<OutageFact> store =
      new JdbiProjectionStore<>(database, new OutageRows());
  private final OutageLog log = new JdbiOutageLog(database);

  @AfterEach
  void forget() {
    GATEWAY.jdbi.useHandle(handle -> {
      handle.execute("delete from projection_position where partition = ?", PARTITION);
      handle.execute("delete from outage_event where partition = ?", PARTITION);
      handle.execute("delete from outage where account_id = ?", ACCOUNT.value());
    });
  }

  @Test
  void aTopicThatWasMadeAnewGoesOnBehindWhatCallersHave() {
    int active = store.standing().active();
    take(active, 5, 9, 901);
    take(active, 7, 9, 903);
    OutageLog.Events seen = log.events(ACCOUNT, Cursor.START, 100);
    assertThat(outages(seen)).as("each once").containsExactly(901L, 902L, 903L, 904L);

    store.rewind(active, Set.of(PARTITION));
    take(active, 0, 2, 950);
    OutageLog.Events more = log.events(ACCOUNT, seen.next(), 100);
    assertThat(outages(more)).containsExactly(950L, 951L);
    assertThat(outages(log.events(ACCOUNT, Cursor.START, 100)))
        .as("nothing is written over")
        .containsExactly(901L, 902L, 903L, 904L, 950L, 951L);

    store.rewind(active, Set.of(PARTITION));
    take(active, 0, 1, 960);
    assertThat(outages(log.events(ACCOUNT, more.next(), 100))).containsExactly(960L);
  }

  /** Takes one outage a record. */
  private void take(int generation, int from, int next, long first) {
    List<Located<OutageFact>> records =
        IntStream.range(from, next)
            .mapToObj(i -> new Located<>(PARTITION, i, fact(first + i - from)))
            .toList();
    assertThat(store.apply(generation, Map.of(), records, Map.of(PARTITION, (long) next)))
        .isEqualTo(Taking.TAKEN);
  }

  private static OutageFact fact(long outage) {
    return new OutageFact(
        outage,
        ACCOUNT.value(),
        null,
        null,
        outage,
        outage,
        outage,
        Instant.ofEpochSecond(1_800_000_000),
        500,
        null,
        null,
        null,
        null);
  }

  private static List<Long> outages(OutageLog.Events events) {
    return events.events().stream().map(event -> event.outage().id()).toList();
  }
}
