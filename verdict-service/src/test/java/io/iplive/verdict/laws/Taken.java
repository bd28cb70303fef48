package io.iplive.verdict.laws;

import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.kafka.state.MonitorStore;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.outage.DegradedChanged;
import io.iplive.verdict.outage.FlappingChanged;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.rollup.Rollup;
import io.iplive.verdict.round.RoundEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What a history led to.
 *
 * @param steps one a fact
 */
record Taken(List<MonitorMachine.Step> steps) {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  static Taken of(List<Timed> history) {
    List<MonitorMachine.Step> steps = new ArrayList<>(history.size());
    Monitor monitor = Monitor.fresh(Rounds.MONITOR, Rounds.at(0));
    for (Timed timed : history) {
      MonitorMachine.Step step = step(monitor, timed);
      monitor = step.next();
      steps.add(step);
    }
    return new Taken(steps);
  }

  /**
   * Facts {@code from} to {@code to}, exclusively, once more: from the state before them, which is
   * stored, and read back whenever {@code cut} says so.
   */
  List<Output> resumed(List<Timed> history, int from, int to, BooleanSupplier cut) {
    KeyValueStore<Bytes, byte[]> rows = Stores.inMemoryKeyValueStore("monitors").get();
    MonitorStore store = new MonitorStore(rows, LIMITS);
    store.advance(history.get(from - 1).now());
    store.save(store.get(Rounds.MONITOR), steps.get(from - 1).next());
    store.storeTime();
    List<Output> outputs = new ArrayList<>();
    for (Timed timed : history.subList(from, to)) {
      if (cut.getAsBoolean()) {
        store = new MonitorStore(rows, LIMITS);
      }
      store.advance(timed.now());
      Monitor before = store.get(Rounds.MONITOR);
      MonitorMachine.Step step = step(before, timed);
      store.save(before, step.next());
      store.storeTime();
      outputs.addAll(step.outputs());
    }
    return outputs;
  }

  private static MonitorMachine.Step step(Monitor monitor, Timed timed) {
    return isNews(monitor, timed)
        ? MonitorMachine.step(monitor, timed.fact(), TopicTime.heard(timed.now()), LIMITS)
        : new MonitorMachine.Step(monitor, List.of());
  }

  /** As in the processor, time passes only for a monitor in which something is due. */
  private static boolean isNews(Monitor monitor, Timed timed) {
    if (!(timed.fact() instanceof Fact.TimePassed)) {
      return true;
    }
    Instant round = monitor.roundDue(LIMITS);
    Instant hour = monitor.hourDue();
    return (round != null && !round.isAfter(timed.now()))
        || (hour != null && !hour.isAfter(timed.now()));
  }

  List<Output> outputs() {
    return outputs(0, steps.size());
  }

  /** Of facts {@code from} to {@code to}, exclusively. */
  List<Output> outputs(int from, int to) {
    List<Output> outputs = new ArrayList<>();
    for (MonitorMachine.Step step : steps.subList(from, to)) {
      outputs.addAll(step.outputs());
    }
    return outputs;
  }

  /** What is said in an order that matters. */
  List<Output> events() {
    return outputs().stream()
        .filter(output ->
            switch (output) {
              case Output.OfRound _,
                  Output.OfOutage _,
                  Output.OfFlapping _,
                  Output.OfDegraded _,
                  Output.OfPace _ ->
                  true;
              case Output.OfRollup _, Output.Read _ -> false;
            })
        .toList();
  }

  /** What each hour of each target came to in the end. */
  Map<String, Rollup> hours() {
    Map<String, Rollup> hours = new HashMap<>();
    for (Output output : outputs()) {
      if (output instanceof Output.OfRollup(Rollup rollup)) {
        hours.put(rollup.target() + "@" + rollup.hour(), rollup);
      }
    }
    return hours;
  }

  List<OutageEvent> outages() {
    List<OutageEvent> events = new ArrayList<>();
    for (Output output : outputs()) {
      if (output instanceof Output.OfOutage(OutageEvent event)) {
        events.add(event);
      }
    }
    return events;
  }

  List<FlappingChanged> flapping() {
    List<FlappingChanged> events = new ArrayList<>();
    for (Output output : outputs()) {
      if (output instanceof Output.OfFlapping(FlappingChanged event)) {
        events.add(event);
      }
    }
    return events;
  }

  List<DegradedChanged> degraded() {
    List<DegradedChanged> events = new ArrayList<>();
    for (Output output : outputs()) {
      if (output instanceof Output.OfDegraded(DegradedChanged event)) {
        events.add(event);
      }
    }
    return events;
  }

  List<RoundEvent> rounds() {
    List<RoundEvent> events = new ArrayList<>();
    for (Output output : outputs()) {
      if (output instanceof Output.OfRound(RoundEvent event)) {
        events.add(event);
      }
    }
    return events;
  }

  List<RoundEvent.Closed> closed() {
    List<RoundEvent.Closed> closed = new ArrayList<>();
    for (RoundEvent event : rounds()) {
      if (event instanceof RoundEvent.Closed round) {
        closed.add(round);
      }
    }
    return closed;
  }
}
