package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table that was empty when its queries were planned, and is not any more. */
class GrowthIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  /** Often enough for each connection to keep a plan. */
  private static final int CALLS = 400;

  private static final int CALLERS = 32;

  private static final int MORE = 30_000;

  private final Panel panel = CLIENT.panel();
  private final AtomicLong group = new AtomicLong();

  @AfterEach
  void shrink() {
    GATEWAY.jdbi.useHandle(handle -> handle.execute("delete from monitor where app_id < 0"));
  }

  @Test
  void isNotReadWholeForEachCall() {
    operate();
    GATEWAY.jdbi.useHandle(handle ->
        handle.execute(
            """
            insert into monitor (monitor_id, app_id, group_id, live, version, definition)
            select -n, -1, n, true, 1, '{}' from generate_series(1, ?) as n
            """,
            MORE));
    Reads before = reads();
    operate();
    await()
        .atMost(Duration.ofSeconds(30)) // Statistics come when a connection rests.
        .untilAsserted(() ->
            assertThat(reads().byIndex() - before.byIndex())
                .isGreaterThanOrEqualTo(CALLS / CALLERS));
    assertThat(reads().whole() - before.whole()).as("rows read in passing").isLessThan(MORE);
  }

  /** Of calls that come together some are asked for together: then the whole table is cheapest. */
  private void operate() {
    List<Callable<Integer>> calls =
        Stream.generate(() -> panel.form(group.incrementAndGet()))
            .limit(CALLS)
            .<Callable<Integer>>map(form -> () -> CLIENT.call("/operate_monitor", form).code())
            .toList();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      assertThat(callers.invokeAll(calls)).extracting(Future::get).containsOnly(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What PostgreSQL counted of the table.
   *
   * @param whole rows, in passes over all of it
   * @param byIndex looks into an index
   */
  private record Reads(long whole, long byIndex) {}

  private static Reads reads() {
    return GATEWAY.jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select seq_tup_read, idx_scan from pg_stat_user_tables where relname = 'monitor'")
            .map((row, _) -> new Reads(row.getLong(1), row.getLong(2)))
            .one());
  }
}
