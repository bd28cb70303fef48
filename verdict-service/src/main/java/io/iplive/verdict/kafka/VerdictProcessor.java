package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Ticks;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.verdict.NodeConduct;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.PaceChanged;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.UsageCounted;
import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.conduct.Conduct;
import io.iplive.verdict.conduct.Observation;
import io.iplive.verdict.kafka.state.MonitorStore;
import io.iplive.verdict.kafka.state.UsageStore;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One partition of schedule.v1 and probe-results.v1: decode, one step of the core, encode. */
final class VerdictProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

  static final String STORE = "monitors";
  static final String ROUNDS = "rounds";
  static final String OUTAGES = "outages";
  static final String PACES = "paces";
  static final String ROLLUPS = "rollups";
  static final String USAGE = "usage";
  static final String CONDUCT = "conduct";
  static final String USAGE_STORE = "usage-windows";

  private static final byte[] TICK = Ticks.KEY.getBytes(UTF_8);

  private static final Logger LOG = LoggerFactory.getLogger(VerdictProcessor.class);
  private static final Duration CENSUS_EVERY = Duration.ofSeconds(5);
  private static final Duration JUMP = Duration.ofSeconds(60);

  /**
   * A round is opened when it is due, so only a wrong clock is ahead of topic time; what such a one
   * opens would keep away the rounds of right ones until then. Clocks under NTP differ by far less.
   */
  private static final Duration FARTHEST = Duration.ofSeconds(30);

  /**
   * So much time alone does at one record, in monitors taken up and in what they say: after an
   * absence of days all that became due would not fit into one transaction, and the same record
   * would be tried for ever. What is left goes on at the next record of schedule.v1.
   */
  private static final int DONE_AT_ONCE = 1_000;

  private final AvroSerde<ScheduleEvent> schedule;
  private final AvroSerde<ProbeResult> results;
  private final AvroSerde<RoundEvent> rounds;
  private final AvroSerde<OutageEvent> outages;
  private final AvroSerde<PaceChanged> paces;
  private final AvroSerde<Rollup> rollups;
  private final AvroSerde<UsageCounted> usage;
  private final AvroSerde<NodeConduct> conducts;
  private final Limits limits;
  private final VerdictMeters meters;

  @SuppressWarnings("NullAway.Init") // Read anew each time Streams opens the task.
  private MonitorStore monitors;

  @SuppressWarnings("NullAway.Init")
  private UsageStore windows;

  private Observation nodes = new Observation();
  private Instant countedAt = Instant.EPOCH;
  private long recordAt;

  VerdictProcessor(SchemaRegistry registry, Limits limits, VerdictMeters meters) {
    this.schedule = new AvroSerde<>(registry, ScheduleEvent.class);
    this.results = new AvroSerde<>(registry, ProbeResult.class);
    this.rounds = new AvroSerde<>(registry, RoundEvent.class);
    this.outages = new AvroSerde<>(registry, OutageEvent.class);
    this.paces = new AvroSerde<>(registry, PaceChanged.class);
    this.rollups = new AvroSerde<>(registry, Rollup.class);
    this.usage = new AvroSerde<>(registry, UsageCounted.class);
    this.conducts = new AvroSerde<>(registry, NodeConduct.class);
    this.limits = limits;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    monitors = new MonitorStore(context.getStateStore(STORE), limits);
    windows = new UsageStore(context.getStateStore(USAGE_STORE));
    nodes = new Observation();
    countedAt = monitors.now();
    meters.counted(partition(), monitors.census());
    meters.assigned(partition(), monitors.time().heard());
  }

  @Override
  public void close() {
    meters.released(partition());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    recordAt = record.timestamp();
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    boolean ofSchedule = metadata.topic().equals(Topics.SCHEDULE.name());
    if (!ofSchedule && record.value() == null && Arrays.equals(record.key(), TICK)) {
      monitors.heard(Instant.ofEpochMilli(record.timestamp()));
      meters.heard(partition(), monitors.time().heard());
      takeUpDue();
      return;
    }
    if (record.key() == null || record.value() == null) {
      throw new PoisonException("A record without key or value");
    }
    if (ofSchedule) {
      scheduled(record);
    } else {
      answered(record);
    }
  }

  private void scheduled(Record<byte[], byte[]> record) {
    ScheduleEvent event = schedule.decode(Topics.SCHEDULE.name(), record.value());
    Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
    switch (event.getKind()) {
      case TICK -> {
        monitors.answersTick(record.headers().lastHeader(Ticks.OF_ANSWERS) != null);
        timePassed(appendedAt);
        meters.ticked(partition());
        meters.heard(partition(), monitors.time().heard());
      }
      case ROUND_SKIPPED -> timePassed(appendedAt);
      case ROUND_OPENED -> {
        RoundOpened opened = VerdictAvro.opened(VerdictAvro.part(event.getOpened(), event));
        long monitor = owned(record, opened.round().monitor(), event.getMonitorId());
        if (opened.round().at().isAfter(appendedAt.plus(FARTHEST))) {
          throw new PoisonException("roundAt=%s is too far ahead".formatted(opened.round().at()));
        }
        timePassed(appendedAt);
        step(settled(monitor), new Fact.Opened(opened));
      }
      case LIFECYCLE -> {
        Lifecycle fact = VerdictAvro.lifecycle(VerdictAvro.part(event.getLifecycle(), event));
        long monitor = owned(record, fact.monitor(), event.getMonitorId());
        timePassed(appendedAt);
        step(settled(monitor), new Fact.Changed(fact));
      }
      case UNKNOWN ->
          throw new PoisonException("A schedule event of a kind this program does not know");
    }
    monitors.storeTime();
  }

  private void answered(Record<byte[], byte[]> record) {
    ProbeResult result = results.decode(Topics.PROBE_RESULTS.name(), record.value());
    Answer answer = VerdictAvro.answer(result);
    long id = owned(record, answer.monitor(), answer.monitor());
    Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
    monitors.heard(appendedAt);
    int kept = monitors.early(answer.vote().node());
    step(settled(id), new Fact.Answered(answer, appendedAt, kept));
  }

  private void timePassed(Instant appendedAt) {
    Instant before = monitors.now();
    Instant now = monitors.advance(appendedAt);
    if (before.isAfter(Instant.EPOCH) && now.isAfter(before.plus(JUMP))) {
      LOG.warn(
          "Topic time of partition {} jumped from {} to {}: no ticks were written between",
          partition(),
          before,
          now);
      meters.timeJumped();
    }
    for (Usage closed : windows.closed(now)) {
      UsageCounted event = HistoryAvro.usage(closed, partition());
      forward(closed.account(), usage.encode(Topics.USAGE.name(), event), USAGE);
    }
    List<Conduct> observed = nodes.due(now);
    if (observed != null) {
      NodeConduct event = HistoryAvro.conduct(observed, partition(), now);
      forward(partition(), conducts.encode(Topics.NODE_CONDUCT.name(), event), CONDUCT);
    }
    takeUpDue();
    if (now.isAfter(countedAt.plus(CENSUS_EVERY))) {
      countedAt = now;
      meters.counted(partition(), monitors.census());
    }
  }

  private void takeUpDue() {
    int done = 0;
    while (done < DONE_AT_ONCE) {
      Monitor due = monitors.pollDue();
      if (due == null) {
        return;
      }
      done += 1 + step(due, new Fact.TimePassed());
    }
  }

  /**
   * A monitor as it is once its rounds past their deadline are closed: these may still be waiting
   * their turn, and are judged before anything that is heard of the monitor now.
   */
  private Monitor settled(long id) {
    Monitor monitor = monitors.get(id);
    if (!monitors.isRoundDue(monitor)) {
      return monitor;
    }
    step(monitor, new Fact.TimePassed());
    return monitors.get(id);
  }

  /** How much was said. */
  private int step(Monitor before, Fact fact) {
    MonitorMachine.Step step = MonitorMachine.step(before, fact, monitors.time(), limits);
    monitors.save(before, step.next());
    for (Output output : step.outputs()) {
      say(before.id(), output);
    }
    return step.outputs().size();
  }

  private void say(long monitor, Output output) {
    switch (output) {
      case Output.OfRound(var event) -> {
        if (event instanceof io.iplive.verdict.round.RoundEvent.Closed closed) {
          meters.roundClosed(closed.verdicts(), Instant.ofEpochMilli(recordAt));
          nodes.saw(closed.verdicts(), monitors.now());
          windows.count(closed.round().owner().account(), monitors.now(), Usage.checks(closed));
        }
        forward(monitor, rounds.encode(Topics.ROUNDS.name(), OutputAvro.round(event)), ROUNDS);
      }
      case Output.OfOutage(var event) -> {
        switch (event) {
          case io.iplive.verdict.outage.OutageEvent.Opened _ -> meters.outageOpened();
          case io.iplive.verdict.outage.OutageEvent.Closed _ -> meters.outageClosed();
        }
        OutageLog.said(event);
        forward(monitor, outages.encode(Topics.OUTAGES.name(), OutputAvro.outage(event)), OUTAGES);
      }
      case Output.OfFlapping(var event) ->
          forward(monitor, rounds.encode(Topics.ROUNDS.name(), TurnAvro.flapping(event)), ROUNDS);
      case Output.OfDegraded(var event) ->
          forward(monitor, rounds.encode(Topics.ROUNDS.name(), TurnAvro.degraded(event)), ROUNDS);
      case Output.OfPace(var event) ->
          forward(monitor, paces.encode(Topics.PACES.name(), OutputAvro.pace(event)), PACES);
      case Output.OfRollup(var rollup) ->
          forward(
              monitor, rollups.encode(Topics.ROLLUPS.name(), HistoryAvro.rollup(rollup)), ROLLUPS);
      case Output.Read(var reading) -> meters.read(reading);
    }
  }

  private void forward(long id, byte[] value, String sink) {
    context().forward(new Record<>(key(id), value, monitors.now().toEpochMilli()), sink);
  }

  /** A record under another monitor's key would be in the wrong order, and maybe partition. */
  private static long owned(Record<byte[], byte[]> record, long monitor, long envelope) {
    if (monitor != envelope || !Arrays.equals(record.key(), key(monitor))) {
      throw new PoisonException(
          "Monitor %d under the key %s".formatted(monitor, new String(record.key(), UTF_8)));
    }
    return monitor;
  }

  private static byte[] key(long id) {
    return Long.toString(id).getBytes(UTF_8);
  }

  private int partition() {
    return context().taskId().partition();
  }
}
