package io.iplive.verdict.kafka.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Histories;
import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.kafka.row.MonitorRow;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.round.Lifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  void scheduleAloneIsTheClockWhileAnswersDoNotTick() {
    store.advance(Rounds.at(5));
    store.heard(Rounds.at(3));
    store.heard(Rounds.at(1));
    assertThat(store.time()).isEqualTo(TopicTime.heard(Rounds.at(5)));
    store.answersTick(true);
    assertThat(store.time()).isEqualTo(new TopicTime(Rounds.at(5), Rounds.at(3)));
    store.storeTime();
    store = new MonitorStore(rows, LIMITS);
    assertThat(store.time()).isEqualTo(new TopicTime(Rounds.at(5), Rounds.at(3)));
    store.heard(Rounds.at(6));
    assertThat(store.time()).isEqualTo(TopicTime.heard(Rounds.at(5)));
    store.advance(Rounds.at(9));
    store.answersTick(false);
    store.storeTime();
    assertThat(store.time()).isEqualTo(TopicTime.heard(Rounds.at(9)));
    store = new MonitorStore(rows, LIMITS);
    assertThat(store.time()).isEqualTo(TopicTime.heard(Rounds.at(9)));
  }

  @Test
  void anEarlyAnswerIsKeptForSoLongAfterItWasAppended() {
    take(store, new Timed(Rounds.at(0), answer(0, 1, 1).fact()));
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
  void aRoundCostsTheSameHoweverManyAreOpen() {
    for (int slot = 0; slot < 300; slot++) {
      take(store, new Timed(Rounds.at(0), opened(slot).fact()));
    }
    Map<Bytes, byte[]> before = snapshot();
    take(store, new Timed(Rounds.at(0), opened(300).fact()));
    assertThat(changed(before)).isLessThan(600);
    before = snapshot();
    take(store, new Timed(Rounds.at(0), answer(0, 101, 1).fact()));
    assertThat(store.get(Rounds.MONITOR).collector().open()).hasSize(300);
    assertThat(changed(before)).as("closed").isLessThan(800);
    assertThat(new MonitorStore(rows, LIMITS).get(Rounds.MONITOR))
        .isEqualTo(store.get(Rounds.MONITOR));
  }

  @Test
  void nothingIsLeftOfATargetThatWasRemovedWhileItsRoundWasOpen() {
    take(store, new Timed(Rounds.at(0), new Fact.Opened(Rounds.opened(0, 2, 1, 1))));
    Lifecycle removed = Rounds.fact(Lifecycle.Kind.TARGETS_REMOVED, 2, Rounds.at(0), 102);
    take(store, new Timed(Rounds.at(0), new Fact.Changed(removed)));
    assertThat(snapshot()).containsKey(RowKey.target(Rounds.MONITOR, 102));
    take(store, answer(0, 101, 1));
    assertThat(snapshot()).doesNotContainKey(RowKey.target(Rounds.MONITOR, 102));
  }

  @Test
  void openRoundsThatAnOlderProgramKeptInOneRowAreNotLost() {
    for (int slot = 0; slot < 5; slot++) {
      take(store, new Timed(Rounds.at(0), opened(slot).fact()));
    }
    Monitor monitor = store.get(Rounds.MONITOR);
    MonitorRow whole = StateAvro.row(monitor);
    whole.setOpen(monitor.collector().open().stream().map(RoundRows::row).toList());
    for (Bytes key : snapshot().keySet()) {
      if (RowKey.parse(key).isRound()) {
        rows.delete(key);
      }
    }
    rows.put(RowKey.monitor(Rounds.MONITOR), new RowCodec<>(MonitorRow.class).encode(whole));
    store = new MonitorStore(rows, LIMITS);
    assertThat(store.get(Rounds.MONITOR)).isEqualTo(monitor);
    take(store, new Timed(Rounds.at(0), answer(0, 101, 1).fact()));
    assertThat(new MonitorStore(rows, LIMITS).get(Rounds.MONITOR).collector().open()).hasSize(4);
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
    Answer answer = Rounds.answer(slot, target, Rounds.up(node));
    return new Timed(Rounds.at(slot), new Fact.Answered(answer, Rounds.at(slot), 0));
  }

  private Map<Bytes, byte[]> snapshot() {
    Map<Bytes, byte[]> snapshot = new HashMap<>();
    try (var all = rows.all()) {
      all.forEachRemaining(row -> snapshot.put(row.key, row.value));
    }
    return snapshot;
  }

  /** Bytes of rows that are other than before, or gone. */
  private long changed(Map<Bytes, byte[]> before) {
    Map<Bytes, byte[]> now = snapshot();
    long changed = 0;
    for (Map.Entry<Bytes, byte[]> row : now.entrySet()) {
      if (!Arrays.equals(before.get(row.getKey()), row.getValue())) {
        changed += row.getKey().get().length + row.getValue().length;
      }
    }
    for (Bytes key : before.keySet()) {
      changed += now.containsKey(key) ? 0 : key.get().length;
    }
    return changed;
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
    MonitorMachine.Step step = MonitorMachine.step(before, timed.fact(), monitors.time(), LIMITS);
    monitors.save(before, step.next());
    monitors.storeTime();
    return step.outputs();
  }

  private static KeyValueStore<Bytes, byte[]> emptyRows() {
    return Stores.inMemoryKeyValueStore("monitors").get();
  }
}
