package io.iplive.verdict.kafka.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Histories;
import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.round.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class MonitorStoreTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  private final KeyValueStore<Bytes, byte[]> rows = emptyRows();
  private MonitorStore store = new MonitorStore(rows, LIMITS);

  @Test
  void aHistoryCutAnywhereGoesOnAsIfItHadNotBeen() {
    for (long seed = 1; seed <= 300; seed++) {
      List<Timed> history = Histories.of(seed);
      List<Output> uncut = run(history, new Random(seed), 0);
      List<Output> cut = run(history, new Random(seed), 8);
      assertThat(cut).as("seed %d", seed).isEqualTo(uncut);
    }
  }

  @Test
  void aMonitorReadAgainEqualsTheOneThatWasSaved() {
    for (long seed = 1; seed <= 150; seed++) {
      KeyValueStore<Bytes, byte[]> some = emptyRows();
      MonitorStore saved = new MonitorStore(some, LIMITS);
      for (Timed timed : Histories.of(seed)) {
        take(saved, timed);
      }
      assertThat(new MonitorStore(some, LIMITS).get(Rounds.MONITOR))
          .as("seed %d", seed)
          .isEqualTo(saved.get(Rounds.MONITOR));
    }
  }

  @Test
  void whatIsDueComesOnceTopicTimeReachesIt() {
    take(store, opened(0));
    store.advance(Rounds.at(0).plusMillis(5_999));
    assertThat(store.pollDue()).isNull();
    store = new MonitorStore(rows, LIMITS);
    store.advance(Rounds.at(0).plusMillis(6_000));
    assertThat(store.pollDue()).isNotNull();
    assertThat(store.pollDue()).isNull();
  }

  @Test
  void topicTimeNeverFallsAndSurvivesARestart() {
    store.advance(Rounds.at(5));
    store.advance(Rounds.at(4));
    store.storeTime();
    assertThat(new MonitorStore(rows, LIMITS).now()).isEqualTo(Rounds.at(5));
  }

  @Test
  void whatIsKeptSinceBeforeTheFirstTickIsKeptFromItOn() {
    take(store, new Timed(Instant.EPOCH, answer(0, 1, 1).fact()));
    store = new MonitorStore(rows, LIMITS);
    store.advance(Rounds.at(0));
    store.storeTime();
    store = new MonitorStore(rows, LIMITS);
    store.advance(Rounds.at(0).plusMillis(9_999));
    assertThat(store.pollDue()).isNull();
    store.advance(Rounds.at(0).plusMillis(10_000));
    assertThat(store.pollDue()).isNotNull();
  }

  @Test
  void anAnswerCostsOneSmallRowHoweverLargeItsMonitorIs() {
    take(store, new Timed(Rounds.at(0), new Fact.Opened(Rounds.opened(0, 1_000, 3, 2))));
    long before = size();
    take(store, answer(0, 500, 1));
    assertThat(size() - before).isLessThan(120);
  }

  @Test
  void nothingIsLeftOfAStoppedMonitorAfterAnHour() {
    take(store, opened(0));
    take(store, answer(0, 101, 1));
    take(store, opened(1));
    take(
        store,
        new Timed(
            Rounds.at(1),
            new Fact.Changed(Rounds.fact(Lifecycle.Kind.STOPPED, 2, Rounds.at(1), 101))));
    assertThat(store.census()).isEqualTo(new MonitorStore.Census(0, 0));
    take(store, new Timed(Rounds.at(61), new Fact.TimePassed()));
    assertThat(size()).as("the clock's row").isLessThan(30);
  }

  @Test
  void earlyAnswersAreCountedByNodeUntilTheirRoundOpens() {
    take(store, answer(0, 101, 1));
    take(store, answer(0, 102, 1));
    assertThat(store.early(1)).isEqualTo(2);
    store = new MonitorStore(rows, LIMITS);
    assertThat(store.early(1)).isEqualTo(2);
    take(store, opened(0));
    assertThat(store.early(1)).isZero();
  }

  @Test
  void countsMonitorsWatchedAndStale() {
    take(store, opened(0));
    assertThat(store.census()).isEqualTo(new MonitorStore.Census(1, 0));
    store.advance(Rounds.at(3));
    assertThat(store.census()).isEqualTo(new MonitorStore.Census(1, 1));
  }

  private static Timed opened(int slot) {
    return new Timed(Rounds.at(slot), new Fact.Opened(Rounds.opened(slot, 1, 1, 1)));
  }

  private static Timed answer(int slot, long target, long node) {
    return new Timed(
        Rounds.at(slot), new Fact.Answered(Rounds.answer(slot, target, Rounds.up(node)), 0));
  }

  private long size() {
    long size = 0;
    try (var all = rows.all()) {
      while (all.hasNext()) {
        var row = all.next();
        size += row.key.get().length + row.value.length;
      }
    }
    return size;
  }

  private static List<Output> run(List<Timed> history, Random random, int cutEvery) {
    KeyValueStore<Bytes, byte[]> some = emptyRows();
    MonitorStore monitors = new MonitorStore(some, LIMITS);
    List<Output> outputs = new ArrayList<>();
    for (Timed timed : history) {
      if (cutEvery > 0 && random.nextInt(cutEvery) == 0) {
        monitors = new MonitorStore(some, LIMITS);
      }
      outputs.addAll(take(monitors, timed));
    }
    return outputs;
  }

  private static List<Output> take(MonitorStore monitors, Timed timed) {
    monitors.advance(timed.now());
    Monitor before = monitors.get(Rounds.MONITOR);
    MonitorMachine.Step step = MonitorMachine.step(before, timed.fact(), monitors.now(), LIMITS);
    monitors.save(before, step.next());
    monitors.storeTime();
    return step.outputs();
  }

  private static KeyValueStore<Bytes, byte[]> emptyRows() {
    return Stores.inMemoryKeyValueStore("monitors").get();
  }
}
