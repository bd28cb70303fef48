package io.iplive.scheduler.kafka;

import static java.util.Objects.requireNonNull;

import io.iplive.scheduler.kafka.Incoming.Defined;
import io.iplive.scheduler.kafka.Incoming.Empty;
import io.iplive.scheduler.kafka.Incoming.Forgotten;
import io.iplive.scheduler.kafka.Incoming.Paced;
import io.iplive.scheduler.kafka.Incoming.Poison;
import io.iplive.scheduler.kafka.account.AccountWatch;
import io.iplive.scheduler.kafka.job.RoundInFlight;
import io.iplive.scheduler.kafka.node.NodeStores;
import io.iplive.scheduler.kafka.start.Gate;
import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.node.Node;
import io.iplive.scheduler.schedule.Machine;
import io.iplive.scheduler.schedule.Monitor;
import io.iplive.scheduler.schedule.Restanding;
import io.iplive.scheduler.schedule.Rounds;
import io.iplive.scheduler.schedule.ScheduleEvent;
import io.iplive.scheduler.schedule.Setback;
import io.iplive.scheduler.schedule.Step;
import io.iplive.scheduler.wheel.Agenda;
import io.iplive.scheduler.wheel.Appointment;
import io.iplive.schemas.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition's monitors. Definitions and paces go to the store; rounds are opened from the
 * agenda by the wall clock. Nothing is emitted before the gate has opened.
 */
final class SchedulerProcessor implements Processor<byte[], byte[], OutKey, byte[]> {

  static final String MONITORS = "monitors";
  static final String TICKS = "ticks";
  static final String SCHEDULE = "schedule";
  static final String PACES = "paces-forgotten";
  static final String DEAD_LETTERS = "dead-letters";

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerProcessor.class);
  private static final String LAST_TICK = "last";
  private static final Duration PUNCTUATION = Duration.ofMillis(10);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LAST_TICK_EVERY = Duration.ofSeconds(1);

  /** Rounds opened at a stretch; after that input and Ticks have their turn. */
  private static final int BATCH = 5_000;

  /** Monitors told of their account at a stretch. */
  private static final int ACCOUNT_BATCH = 500;

  private final SchedulerParts parts;
  private final Map<Long, RoundInFlight> inFlight = new HashMap<>();
  private @Nullable ProcessorContext<OutKey, byte[]> context;
  private @Nullable Agenda agenda;
  private @Nullable Gate gate;
  private @Nullable AccountWatch accounts;
  private Instant nextTick = Instant.MIN;
  private Instant nextLastTick = Instant.MIN;

  SchedulerProcessor(SchedulerParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<OutKey, byte[]> processorContext) {
    context = processorContext;
    agenda = new Agenda(parts.clock().instant());
    gate = new Gate(parts.startLine().of(partition()));
    accounts = new AccountWatch(parts.accounts());
    inFlight.clear();
    parts.tasks().assigned(partition());
    processorContext.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, _ -> punctuate());
  }

  /** Another instance goes on from here: what this one has not sent it could not call back. */
  @Override
  public void close() {
    inFlight.values().forEach(RoundInFlight::cancel);
    parts.tasks().revoked(partition());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata source = context().recordMetadata().orElseThrow();
    switch (parts.decoder().decode(source.topic(), record.key(), record.value())) {
      case Defined(var told) -> {
        var redefinition = told.notAfter(Instant.ofEpochMilli(record.timestamp()));
        Instant now = parts.clock().instant();
        Definition definition = redefinition.definition();
        long id = definition.monitorId();
        Monitor before = monitor(id);
        Standing standing = accounts().of(definition.owner().accountId());
        Step step = Machine.redefine(before, redefinition, standing, newest(id), now);
        take(id, before, step, now);
      }
      case Paced(var repacing) -> {
        long id = repacing.monitorId();
        Monitor before = monitor(id);
        Step step = Machine.repace(before, repacing, newest(id));
        take(id, before, step, parts.clock().instant());
      }
      case Forgotten(long id) -> {
        Monitor before = monitor(id);
        if (before != null) {
          accounts().forgets(before.definition().owner().accountId(), id);
        }
        monitors().delete(id);
        agenda().cancel(id);
        forgetPace(id);
      }
      case Empty() -> {}
      case Poison(RuntimeException reason) -> {
        parts.meters().deadLetter(source.topic());
        context()
            .forward(
                new Record<>(
                    new OutKey(record.key(), 0),
                    record.value(),
                    record.timestamp(),
                    DeadLetters.headers(record.headers(), source, reason)),
                DEAD_LETTERS);
      }
    }
    gate().passed(source.topic(), source.offset());
  }

  /** Also while the gate is shut: nothing that is still to be read brings the monitor back. */
  @SuppressWarnings("NullAway") // Kafka's records are not annotated: null is a tombstone.
  private void forgetPace(long id) {
    long now = parts.clock().instant().toEpochMilli();
    context().forward(new Record<>(key(Long.toString(id)), null, now), PACES);
  }

  private void take(long id, @Nullable Monitor before, Step step, Instant now) {
    Monitor next = step.next();
    if (next == null || next.equals(before)) {
      return;
    }
    monitors().put(id, parts.codec().encoded(next));
    watch(next);
    if (!gate().isOpen()) {
      return; // The facts are in the state; they are announced when the gate opens.
    }
    RoundInFlight round = inFlight.get(id);
    for (ScheduleEvent event : step.events()) {
      if (round != null && event instanceof ScheduleEvent.LifecycleChanged change) {
        round.after(change);
      }
      announce(event, now);
    }
    arrange(next, newest(id), now);
  }

  private void punctuate() {
    Instant now = parts.clock().instant();
    if (gate().opens()) {
      resume(now);
    }
    if (!gate().isOpen()) {
      return;
    }
    boolean caughtUp = open(now);
    restand(now);
    if (!now.isBefore(nextTick)) {
      tick(now.toEpochMilli());
      nextTick = now.plus(TICK);
    }
    if (caughtUp && !now.isBefore(nextLastTick)) {
      ticks().put(LAST_TICK, now.toEpochMilli());
      inFlight.values().removeIf(round -> round.lastDue().isBefore(now));
      parts.tasks().running(partition(), agenda().size());
      nextLastTick = now.plus(LAST_TICK_EVERY);
    }
  }

  /** Both of the verdict's topics tell how far they have come: silence is not an absent answer. */
  private void tick(long now) {
    Headers headers = new RecordHeaders().add(Ticks.OF_ANSWERS, new byte[0]);
    context().forward(new Record<>(key(Ticks.KEY), parts.codec().tick(), now, headers), SCHEDULE);
    parts.answers().tick(partition());
  }

  private void resume(Instant now) {
    Long last = ticks().get(LAST_TICK);
    Instant lastTick = last == null ? null : Instant.ofEpochMilli(last);
    boolean setBack = lastTick != null && Setback.isBetween(lastTick, now);
    if (setBack) {
      LOG.warn(
          "Partition {} was looked after until {}, which is to come: a scheduler's clock was"
              + " ahead. Its rounds go on from now",
          partition(),
          lastTick);
      parts.meters().clockSetBack();
      lastTick = now;
    }
    List<Monitor> mended = new ArrayList<>();
    try (KeyValueIterator<Long, byte[]> all = monitors().all()) {
      while (all.hasNext()) {
        KeyValue<Long, byte[]> entry = all.next();
        Monitor stored = parts.codec().monitor(entry.key, entry.value);
        Monitor monitor = setBack ? Setback.mended(stored, now) : stored;
        if (!monitor.equals(stored)) {
          mended.add(monitor);
        }
        watch(monitor);
        Rounds.Resumption resumption = Rounds.resume(monitor, lastTick, now);
        resumption.events().forEach(event -> announce(event, now));
        arrange(monitor, resumption.newest(), now);
      }
    }
    mended.forEach(monitor -> monitors().put(monitor.id(), parts.codec().encoded(monitor)));
    parts.tasks().running(partition(), agenda().size());
  }

  private void watch(Monitor monitor) {
    long account = monitor.definition().owner().accountId();
    if (monitor.definition().activity() == Activity.STOPPED) {
      accounts().forgets(account, monitor.id());
    } else {
      accounts().holds(account, monitor.id());
    }
  }

  /** Tells monitors how their account stands, not all at a stretch: it may have very many. */
  private void restand(Instant now) {
    for (int told = 0; told < ACCOUNT_BATCH; told++) {
      Long id = accounts().next();
      if (id == null) {
        return;
      }
      Monitor before = monitor(id);
      Standing standing =
          before == null ? null : accounts().of(before.definition().owner().accountId());
      if (before != null && standing != null) {
        take(id, before, Restanding.restand(before, standing, newest(id), now), now);
      }
    }
  }

  /** Opens what is due; false when there is more of it than one batch. */
  private boolean open(Instant now) {
    List<Node> live = List.of();
    for (int opened = 0; opened < BATCH; opened++) {
      Appointment due = agenda().poll(now);
      if (due == null) {
        return true;
      }
      if (opened == 0) {
        live = live(now);
      }
      Monitor monitor = requireNonNull(monitor(due.monitorId()));
      ScheduleEvent event = Rounds.open(monitor, due.roundAt(), live, parts.policy(), now);
      announce(event, now);
      arrange(monitor, over(event, due), now);
    }
    return false;
  }

  private static Instant over(ScheduleEvent event, Appointment due) {
    return switch (event) {
      case ScheduleEvent.RoundOpened opened -> opened.roundAt();
      case ScheduleEvent.RoundSkipped skipped -> skipped.roundAt();
      case ScheduleEvent.LifecycleChanged _ -> due.roundAt();
    };
  }

  private void arrange(Monitor monitor, @Nullable Instant newest, Instant now) {
    if (monitor.running()) {
      Rounds.Slot next = Rounds.next(monitor, newest, now);
      agenda().set(monitor.id(), next.roundAt(), next.dueAt(), newest);
    } else {
      agenda().cancel(monitor.id());
    }
  }

  private void announce(ScheduleEvent event, Instant now) {
    byte[] value = parts.codec().encoded(event);
    String id = Long.toString(ScheduleAvro.monitorId(event));
    context().forward(new Record<>(key(id), value, now.toEpochMilli()), SCHEDULE);
    parts.meters().announced(event, now);
    if (event instanceof ScheduleEvent.RoundOpened round) {
      RoundInFlight flight = parts.jobs().dispatch(round);
      if (flight.lastDue().isAfter(now)) {
        inFlight.put(round.definition().monitorId(), flight);
      }
    }
  }

  private List<Node> live(Instant now) {
    return parts
        .board()
        .live(
            context().<KeyValueStore<String, byte[]>>getStateStore(NodeStores.NODES),
            context().<KeyValueStore<String, byte[]>>getStateStore(NodeStores.BEATS),
            context().<KeyValueStore<String, byte[]>>getStateStore(NodeStores.CONDUCTS),
            now);
  }

  private @Nullable Monitor monitor(long id) {
    byte @Nullable [] stored = monitors().get(id);
    return stored == null ? null : parts.codec().monitor(id, stored);
  }

  private @Nullable Instant newest(long id) {
    return agenda().newest(id);
  }

  private OutKey key(String text) {
    return OutKey.of(text, partition());
  }

  private int partition() {
    return context().taskId().partition();
  }

  private KeyValueStore<Long, byte[]> monitors() {
    return context().getStateStore(MONITORS);
  }

  private KeyValueStore<String, Long> ticks() {
    return context().getStateStore(TICKS);
  }

  private ProcessorContext<OutKey, byte[]> context() {
    return requireNonNull(context);
  }

  private Agenda agenda() {
    return requireNonNull(agenda);
  }

  private AccountWatch accounts() {
    return requireNonNull(accounts);
  }

  private Gate gate() {
    return requireNonNull(gate);
  }
}
