package io.iplive.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.iplive.scheduler.kafka.job.RoundInFlight;
import io.iplive.scheduler.schedule.Given;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundOpened;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import io.iplive.schemas.scheduler.SkipReason;
import io.iplive.schemas.verdict.ConductOfNode;
import io.iplive.schemas.verdict.NodeConduct;
import io.iplive.schemas.verdict.PaceChanged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulerTopologyTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00.300Z");

  private final MovableClock clock = new MovableClock(START);
  private final MemoryRegistry registry = new MemoryRegistry();
  private final AvroSerde<MonitorEvent> monitors = new AvroSerde<>(registry, MonitorEvent.class);
  private final AvroSerde<PaceChanged> paces = new AvroSerde<>(registry, PaceChanged.class);
  private final AvroSerde<NodeEvent> nodes = new AvroSerde<>(registry, NodeEvent.class);
  private final AvroSerde<AccountEvent> accounts = new AvroSerde<>(registry, AccountEvent.class);
  private final AvroSerde<NodeHeartbeat> beats = new AvroSerde<>(registry, NodeHeartbeat.class);
  private final AvroSerde<NodeConduct> conducts = new AvroSerde<>(registry, NodeConduct.class);
  private final AvroSerde<ScheduleEvent> schedule = new AvroSerde<>(registry, ScheduleEvent.class);
  private final CompletableFuture<Map<String, Long>> line = new CompletableFuture<>();
  private final List<Integer> answerTicks = new ArrayList<>();
  private final List<RoundOpened> dispatched = new ArrayList<>();
  private final List<RoundInFlight> inFlight = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Tasks tasks = new Tasks();
  private final Set<Long> beating = new TreeSet<>(Set.of(8L));
  private final MockProducer<byte[], byte[]> letters =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private TopologyTestDriver driver = driver();

  @BeforeEach
  void enrolANode() {
    pipe(Topics.NODES.name(), "8", nodes.encode("nodes.v1", Wire.node(8, NodeState.ACTIVE, 1)));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void saysNothingBeforeItHasReadWhatThereWas() {
    line.complete(Map.of(Topics.MONITORS.name(), 1L));
    define(7, 1, MonitorState.ACTIVE, 1);
    run(Duration.ofSeconds(3));
    assertThat(events()).isEmpty();
    assertThat(tasks.catchingUp()).isEqualTo(1);
    define(9, 1, MonitorState.ACTIVE, 2);
    run(Duration.ofMillis(20));
    assertThat(facts(events()))
        .containsExactlyInAnyOrder(LifecycleKind.STARTED, LifecycleKind.STARTED);
    assertThat(tasks.catchingUp()).isZero();
  }

  @Test
  void holdsAFirstRoundAndAsksTheLiveNode() {
    line.complete(Map.of());
    run(Duration.ofMillis(10));
    define(7, 1, MonitorState.ACTIVE, 1, 2);
    run(Duration.ofSeconds(6));
    List<ScheduleEvent> events = events();
    List<io.iplive.schemas.scheduler.RoundOpened> opened = opened(events);
    assertThat(facts(events)).containsExactly(LifecycleKind.STARTED);
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().getAskedNodes()).containsExactly(new AskedNode(8L, false));
    assertThat(opened.getFirst().getVotesNeeded()).isEqualTo(1);
    assertThat(opened.getFirst().getTargets())
        .extracting(RoundTarget::getTargetId)
        .containsExactly(1L, 2L);
    assertThat(dispatched).hasSize(1);
    assertThat(meters.counter("iplive.scheduler.rounds.opened").count()).isEqualTo(1);
    assertThat(tasks.monitors()).isEqualTo(1);
  }

  @Test
  void ticksFourTimesASecond() {
    line.complete(Map.of());
    run(Duration.ofSeconds(10));
    assertThat(events())
        .hasSizeBetween(39, 41)
        .allMatch(event -> event.getKind() == ScheduleEventKind.TICK);
    assertThat(answerTicks).hasSizeBetween(39, 41).containsOnly(0);
  }

  @Test
  void skipsWithoutALiveNode() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1);
    runSilent(Duration.ofSeconds(6));
    assertThat(events())
        .filteredOn(event -> event.getKind() == ScheduleEventKind.ROUND_SKIPPED)
        .singleElement()
        .satisfies(
            event -> assertThat(event.getSkipped().getReason()).isEqualTo(SkipReason.NO_NODES));
    assertThat(meters.counter("iplive.scheduler.rounds.skipped", "reason", "no_nodes").count())
        .isEqualTo(1);
  }

  @Test
  void aDisabledNodeIsNotAskedEvenIfAnOldEventComesAgain() {
    line.complete(Map.of());
    pipe("nodes.v1", "8", nodes.encode("nodes.v1", Wire.node(8, NodeState.DISABLED, 2)));
    pipe("nodes.v1", "8", nodes.encode("nodes.v1", Wire.node(8, NodeState.ACTIVE, 1)));
    define(7, 1, MonitorState.ACTIVE, 1);
    run(Duration.ofSeconds(6));
    assertThat(opened(events())).isEmpty();
  }

  @Test
  void levelFourAsksANewNodeInTheNextRoundOnceItIsApprovedAndAmongTheCandidates() {
    line.complete(Map.of());
    beating.add(9L);
    pipe("nodes.v1", "9", nodes.encode("nodes.v1", Wire.node(9, NodeState.PENDING, 1)));
    define(1, List.of());
    define(2, List.of(8L));
    run(Duration.ofSeconds(6));
    assertThat(opened(events()))
        .hasSize(2)
        .allMatch(round -> round.getAskedNodes().equals(List.of(new AskedNode(8L, false))));
    pipe("nodes.v1", "9", nodes.encode("nodes.v1", Wire.node(9, NodeState.ACTIVE, 2)));
    run(Duration.ofSeconds(100));
    List<io.iplive.schemas.scheduler.RoundOpened> next = opened(events());
    assertThat(next).extracting(round -> round.getMonitorId()).contains(1L, 2L);
    assertThat(next)
        .allSatisfy(round -> {
          boolean any = round.getMonitorId() == 1;
          assertThat(round.getAskedNodes())
              .extracting(AskedNode::getNodeId)
              .containsExactlyElementsOf(any ? List.of(8L, 9L) : List.of(8L));
          assertThat(round.getVotesNeeded()).isEqualTo(any ? 2 : 1);
        });
  }

  private void define(long id, List<Long> candidates) {
    MonitorEvent event = Wire.monitor(id, 1, MonitorState.ACTIVE, clock.instant(), 60, id);
    event.getAfter().setLevel(4);
    event.getAfter().setCandidateNodes(candidates);
    pipe(Topics.MONITORS.name(), Long.toString(id), monitors.encode("monitors.v1", event));
  }

  @Test
  void aStoppedMonitorHasNoMoreRoundsAndItsWaitingJobsAreCancelled() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1, 2, 3);
    run(Duration.ofSeconds(6));
    assertThat(waiting(1, 2, 3)).containsExactly(1L, 2L, 3L);
    define(7, 2, MonitorState.STOPPED, 1, 2, 3);
    assertThat(waiting(1, 2, 3)).isEmpty();
    run(Duration.ofMinutes(3));
    List<ScheduleEvent> events = events();
    assertThat(opened(events)).hasSize(1);
    assertThat(facts(events)).containsExactly(LifecycleKind.STARTED, LifecycleKind.STOPPED);
    assertThat(tasks.monitors()).isZero();
  }

  @Test
  void jobsOfAPartitionThatIsGivenUpAreCancelled() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1, 2, 3);
    run(Duration.ofSeconds(6));
    assertThat(waiting(1, 2, 3)).containsExactly(1L, 2L, 3L);
    restart(Duration.ZERO);
    assertThat(waiting(1, 2, 3)).isEmpty();
  }

  @Test
  void aCommandFromAClockThatIsHoursAheadPutsOffNoRound() {
    line.complete(Map.of());
    run(Duration.ofMillis(10));
    Instant ahead = clock.instant().plus(Duration.ofHours(2));
    MonitorEvent event = Wire.monitor(7, 1, MonitorState.ACTIVE, ahead, 60, 1);
    pipe(Topics.MONITORS.name(), "7", monitors.encode("monitors.v1", event));
    run(Duration.ofSeconds(6));
    List<ScheduleEvent> events = events();
    assertThat(opened(events)).hasSize(1);
    assertThat(lifecycle(events).getFirst().getCommandAt()).isBefore(ahead.minusSeconds(7_000));
  }

  @Test
  void aRemovedTargetTakesOnlyItsOwnJobsOutOfTheRound() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1, 2, 3);
    run(Duration.ofSeconds(6));
    define(7, 2, MonitorState.ACTIVE, 1, 3);
    assertThat(facts(events()))
        .containsExactly(LifecycleKind.STARTED, LifecycleKind.TARGETS_REMOVED);
    assertThat(waiting(1, 2, 3)).containsExactly(1L, 3L);
    define(7, 3, MonitorState.ACTIVE, 3);
    assertThat(waiting(1, 2, 3)).containsExactly(3L);
  }

  @Test
  void aMovedTargetTakesOnlyItsOwnJobsOutOfTheRound() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1, 2, 3);
    run(Duration.ofSeconds(6));
    MonitorEvent moved =
        Wire.monitor(7, 2, MonitorState.ACTIVE, clock.instant(), 60, new long[] {1, 2, 3});
    moved.getAfter().getTargets().get(1).setAddress("192.0.2.99");
    moved.getAfter().getTargets().get(1).setAddressVersion(2L);
    pipe(Topics.MONITORS.name(), "7", monitors.encode("monitors.v1", moved));
    assertThat(facts(events())).containsExactly(LifecycleKind.STARTED, LifecycleKind.TARGETS_MOVED);
    assertThat(waiting(1, 2, 3)).containsExactly(1L, 3L);
  }

  @Test
  void aChangeOfMoreThanTargetsTakesAllJobsOutOfTheRound() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1, 2, 3);
    run(Duration.ofSeconds(6));
    define(7, 2, MonitorState.ACTIVE, 1, 2, 4);
    assertThat(waiting(1, 2, 3)).isEmpty();
  }

  /** Targets whose jobs of the only round there was are not cancelled. */
  private List<Long> waiting(long... targets) {
    assertThat(inFlight).hasSize(1);
    return LongStream.of(targets)
        .filter(target -> !inFlight.getFirst().isCancelled(target))
        .boxed()
        .toList();
  }

  @Test
  void anErrorPaceMovesItToTheAnchor() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1, 2);
    run(Duration.ofSeconds(100));
    Instant anchor = opened(events()).getLast().getRoundAt();
    PaceChanged change = Wire.failing(7, anchor, anchor, 2L);
    pipe(Topics.PACES.name(), "7", paces.encode("paces.v1", change));
    run(Duration.ofSeconds(45));
    List<io.iplive.schemas.scheduler.RoundOpened> rounds = opened(events());
    assertThat(rounds).hasSizeBetween(3, 5);
    assertThat(rounds)
        .allSatisfy(round -> {
          long after = round.getRoundAt().getEpochSecond() - anchor.getEpochSecond();
          assertThat(after % 10).isZero();
          assertThat(round.getPace()).isEqualTo(Pace.ERROR);
        });
  }

  @Test
  void aRestartHoldsNoSecondFirstRoundAndCountsWhatItMissed() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1);
    run(Duration.ofMinutes(2));
    List<io.iplive.schemas.scheduler.RoundOpened> before = opened(events());
    Long lastTick = driver.<String, Long>getKeyValueStore(SchedulerProcessor.TICKS).get("last");
    assertThat(lastTick)
        .isBetween(
            clock.instant().minusMillis(1_100).toEpochMilli(), clock.instant().toEpochMilli());
    restart(Duration.ofSeconds(200));
    define(7, 1, MonitorState.ACTIVE, 1);
    run(Duration.ofSeconds(70));
    List<ScheduleEvent> events = events();
    List<io.iplive.schemas.scheduler.RoundOpened> after = opened(events);
    int skipped =
        events.stream()
            .filter(event -> event.getKind() == ScheduleEventKind.ROUND_SKIPPED)
            .mapToInt(event -> event.getSkipped().getSlots())
            .sum();
    Instant last = before.getLast().getRoundAt();
    assertThat(after.getFirst().getRoundAt()).isEqualTo(last.plusSeconds(60L * (skipped + 1)));
    assertThat(skipped).isBetween(3, 4);
  }

  @Test
  void aClockThatWasHoursAheadAndIsSetRightLeavesNoMonitorWithoutRounds() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1);
    define(9, 1, MonitorState.ACTIVE, 2);
    run(Duration.ofMinutes(2));
    define(9, 2, MonitorState.ACTIVE, 2, 3);
    run(Duration.ofSeconds(6));
    events();
    restart(Duration.ofHours(-2));
    Instant right = clock.instant();
    run(Duration.ofSeconds(70));
    List<ScheduleEvent> events = events();
    assertThat(opened(events))
        .extracting(io.iplive.schemas.scheduler.RoundOpened::getMonitorId)
        .contains(7L, 9L);
    assertThat(opened(events))
        .allMatch(round -> round.getRoundAt().isBefore(right.plusSeconds(71)));
    assertThat(events).noneMatch(event -> event.getKind() == ScheduleEventKind.ROUND_SKIPPED);
    assertThat(meters.counter("iplive.scheduler.clock.setbacks").count()).isEqualTo(1);
    restart(Duration.ZERO);
    run(Duration.ofSeconds(1));
    assertThat(meters.counter("iplive.scheduler.clock.setbacks").count()).isEqualTo(1);
  }

  @Test
  void aClockThatGoesBackALittleRepeatsNoRound() {
    line.complete(Map.of());
    for (long id = 1; id <= 40; id++) {
      define(id, 1, MonitorState.ACTIVE, id);
    }
    run(Duration.ofMinutes(2));
    List<String> before = names(opened(events()));
    restart(Duration.ofSeconds(-20));
    run(Duration.ofSeconds(90));
    List<String> after = names(opened(events()));
    assertThat(after).hasSizeGreaterThan(40).doesNotContainAnyElementsOf(before);
    assertThat(meters.counter("iplive.scheduler.clock.setbacks").count()).isZero();
  }

  private static List<String> names(List<io.iplive.schemas.scheduler.RoundOpened> rounds) {
    return rounds.stream().map(round -> round.getMonitorId() + "@" + round.getRoundAt()).toList();
  }

  /** With what is stored, after so long by the clock. */
  private void restart(Duration later) {
    Map<Long, byte[]> state = state();
    Long lastTick = driver.<String, Long>getKeyValueStore(SchedulerProcessor.TICKS).get("last");
    driver.close();
    clock.advance(later);
    driver = driver();
    enrolANode();
    state.forEach(driver.<Long, byte[]>getKeyValueStore(SchedulerProcessor.MONITORS)::put);
    driver.<String, Long>getKeyValueStore(SchedulerProcessor.TICKS).put("last", lastTick);
  }

  @Test
  void poisonGoesToItsOwnTopicAndTheRestGoesOn() {
    line.complete(Map.of());
    pipe(Topics.MONITORS.name(), "7", new byte[] {1, 2, 3});
    pipe(Topics.PACES.name(), "7", new byte[] {4});
    define(7, 1, MonitorState.ACTIVE, 1);
    run(Duration.ofSeconds(6));
    assertThat(opened(events())).hasSize(1);
    TestRecord<String, byte[]> letter = letter("monitors.v1.scheduler.dlt");
    assertThat(letter.value()).containsExactly(1, 2, 3);
    assertThat(letter.key()).isEqualTo("7");
    assertThat(header(letter, "topic")).isEqualTo("monitors.v1");
    assertThat(header(letter, "partition")).isEqualTo("0");
    assertThat(header(letter, "offset")).isEqualTo("0");
    assertThat(header(letter, "error")).contains("Not a framed Avro record");
    assertThat(letter("paces.v1.scheduler.dlt").value()).containsExactly(4);
    assertThat(meters.counter("iplive.deadletters", "topic", "monitors.v1").count()).isEqualTo(1);
  }

  @Test
  void aNodeThatTheVerdictFoundSilentIsNotAsked() {
    for (long node : List.of(9L, 10L)) {
      byte[] enrolled = nodes.encode("nodes.v1", Wire.node(node, NodeState.ACTIVE, 1));
      pipe(Topics.NODES.name(), Long.toString(node), enrolled);
      beating.add(node);
    }
    line.complete(Map.of());
    run(Duration.ofSeconds(1));
    NodeConduct silent =
        new NodeConduct(3, clock.instant(), 60, List.of(new ConductOfNode(9L, 0L, 10L, 0L, 0L, 0)));
    pipe(Topics.NODE_CONDUCT.name(), "3", conducts.encode("node-conduct.v1", silent));
    for (long monitor = 1; monitor <= 20; monitor++) {
      define(monitor, 1, MonitorState.ACTIVE, monitor);
    }
    run(Duration.ofSeconds(6));
    assertThat(opened(events()))
        .flatExtracting(io.iplive.schemas.scheduler.RoundOpened::getAskedNodes)
        .extracting(AskedNode::getNodeId)
        .contains(8L, 10L)
        .doesNotContain(9L);
  }

  @Test
  void poisonAmongTheNodesGoesToItsOwnTopicToo() {
    pipe(Topics.NODE_HEARTBEATS.name(), "8", new byte[] {1});
    pipe(Topics.NODES.name(), "nobody", new byte[] {2});
    assertThat(letters.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("node-heartbeats.v1.scheduler.dlt", "nodes.v1.scheduler.dlt");
  }

  @Test
  void aTombstoneForgetsAMonitor() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1);
    pipe(Topics.MONITORS.name(), "7", null);
    run(Duration.ofSeconds(6));
    assertThat(opened(events())).isEmpty();
    assertThat(state()).isEmpty();
  }

  @Test
  void aTombstoneForgetsThePaceOfAMonitorEvenBeforeTheGateOpens() {
    line.complete(Map.of(Topics.MONITORS.name(), 9L));
    define(7, 1, MonitorState.STOPPED, 1);
    pipe(Topics.MONITORS.name(), "7", null);
    pipe(Topics.MONITORS.name(), "8", null);
    assertThat(
            driver
                .createOutputTopic(
                    Topics.PACES.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList())
        .extracting(TestRecord::key, TestRecord::value)
        .containsExactly(tuple("7", null), tuple("8", null));
    assertThat(meters.counter("iplive.deadletters", "topic", "paces.v1").count()).isZero();
  }

  @Test
  void roundsDoNotWriteTheStore() {
    line.complete(Map.of());
    define(7, 1, MonitorState.ACTIVE, 1);
    run(Duration.ofSeconds(1));
    byte[] before = state().get(7L);
    run(Duration.ofSeconds(200));
    assertThat(opened(events())).hasSizeGreaterThan(2);
    assertThat(state().get(7L)).isEqualTo(before);
  }

  @Test
  void aSuspendedAccountHasNoRoundsUntilItIsResumed() {
    line.complete(Map.of());
    run(Duration.ofMillis(10));
    define(7, 1, MonitorState.ACTIVE, 1);
    define(9, 1, MonitorState.PAUSED, 2);
    run(Duration.ofSeconds(6));
    assertThat(opened(events())).hasSize(1);
    account(AccountState.SUSPENDED, SuspensionReason.BALANCE, 2);
    run(Duration.ofSeconds(200));
    List<ScheduleEvent> silent = events();
    assertThat(opened(silent)).isEmpty();
    assertThat(lifecycle(silent))
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.getKind()).isEqualTo(LifecycleKind.SUSPENDED);
          assertThat(fact.getMonitorId()).isEqualTo(7);
          assertThat(fact.getSuspendedFor()).isEqualTo(SuspensionReason.BALANCE);
          assertThat(fact.getAccountVersion()).isEqualTo(2);
        });
    define(7, 2, MonitorState.ACTIVE, 1, 3);
    define(11, 1, MonitorState.ACTIVE, 4);
    run(Duration.ofSeconds(70));
    List<ScheduleEvent> changed = events();
    assertThat(opened(changed)).isEmpty();
    assertThat(facts(changed)).containsExactly(LifecycleKind.CHANGED, LifecycleKind.SUSPENDED);
    account(AccountState.ACTIVE, null, 3);
    run(Duration.ofSeconds(6));
    List<ScheduleEvent> resumed = events();
    assertThat(facts(resumed)).containsExactly(LifecycleKind.STARTED, LifecycleKind.STARTED);
    assertThat(opened(resumed)).hasSize(2);
    assertThat(skipped("balance")).isEqualTo(4);
  }

  @Test
  void aSuspensionThatCameWhileTheSchedulerWasAwayIsFoundAtItsStart() {
    line.complete(Map.of());
    run(Duration.ofMillis(10));
    define(7, 1, MonitorState.ACTIVE, 1);
    run(Duration.ofSeconds(6));
    Map<Long, byte[]> kept = state();
    driver.close();
    driver = driver();
    enrolANode();
    account(AccountState.DELETED, null, 5);
    kept.forEach((id, row) ->
        driver.<Long, byte[]>getKeyValueStore(SchedulerProcessor.MONITORS).put(id, row));
    run(Duration.ofSeconds(70));
    List<ScheduleEvent> events = events();
    assertThat(facts(events)).containsExactly(LifecycleKind.STARTED, LifecycleKind.SUSPENDED);
    assertThat(opened(events)).isEmpty();
  }

  private void account(AccountState state, @Nullable SuspensionReason reason, long version) {
    AccountEvent event = Wire.account(state, reason, version, clock.instant());
    pipe(Topics.ACCOUNTS.name(), "3", accounts.encode(Topics.ACCOUNTS.name(), event));
  }

  private double skipped(String reason) {
    return meters.counter("iplive.scheduler.rounds.skipped", "reason", reason).count();
  }

  private static List<LifecycleFact> lifecycle(List<ScheduleEvent> events) {
    return events.stream()
        .filter(event -> event.getKind() == ScheduleEventKind.LIFECYCLE)
        .map(ScheduleEvent::getLifecycle)
        .toList();
  }

  private TopologyTestDriver driver() {
    SchedulerTopology topology =
        new SchedulerTopology(
            StoreKind.IN_MEMORY,
            Given.POLICY,
            registry,
            clock,
            _ -> line,
            round -> {
              dispatched.add(round);
              RoundInFlight flight = new RoundInFlight(round.lastDue());
              inFlight.add(flight);
              return flight;
            },
            answerTicks::add,
            letters,
            new Patience(),
            tasks,
            new SchedulerMeters(meters, tasks, clock));
    Properties properties = new Properties();
    properties.put("application.id", "scheduler-test");
    properties.put("bootstrap.servers", "none:1");
    return new TopologyTestDriver(topology.get(), properties, clock.instant());
  }

  private void define(long id, long version, MonitorState state, long... targets) {
    MonitorEvent event = Wire.monitor(id, version, state, clock.instant(), 60, targets);
    pipe(Topics.MONITORS.name(), Long.toString(id), monitors.encode("monitors.v1", event));
  }

  /** Lets time pass, with heartbeats. */
  private void run(Duration length) {
    Instant end = clock.instant().plus(length);
    while (clock.instant().isBefore(end)) {
      for (long node : beating) {
        NodeHeartbeat beat = Wire.heartbeat(node, clock.instant(), 6);
        byte[] value = beats.encode("node-heartbeats.v1", beat);
        pipe(Topics.NODE_HEARTBEATS.name(), Long.toString(node), value);
      }
      Duration left = Duration.between(clock.instant(), end);
      Duration twoSeconds = Duration.ofSeconds(2);
      runSilent(left.compareTo(twoSeconds) < 0 ? left : twoSeconds);
    }
  }

  private void runSilent(Duration length) {
    for (long passed = 0; passed < length.toMillis(); passed += 10) {
      clock.advance(Duration.ofMillis(10));
      driver.advanceWallClockTime(Duration.ofMillis(10));
    }
  }

  @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated: null is a tombstone.
  private void pipe(String topic, String key, byte @Nullable [] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key.getBytes(StandardCharsets.UTF_8), value, clock.instant());
  }

  private List<ScheduleEvent> events() {
    return driver
        .createOutputTopic(
            Topics.SCHEDULE.name(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(record -> decoded(record))
        .toList();
  }

  private ScheduleEvent decoded(TestRecord<String, byte[]> record) {
    ScheduleEvent event = schedule.decode(Topics.SCHEDULE.name(), record.value());
    String key =
        event.getKind() == ScheduleEventKind.TICK ? "tick" : Long.toString(event.getMonitorId());
    assertThat(record.key()).isEqualTo(key);
    return event;
  }

  private static List<io.iplive.schemas.scheduler.RoundOpened> opened(List<ScheduleEvent> events) {
    return events.stream()
        .filter(event -> event.getKind() == ScheduleEventKind.ROUND_OPENED)
        .map(ScheduleEvent::getOpened)
        .toList();
  }

  private static List<LifecycleKind> facts(List<ScheduleEvent> events) {
    return events.stream()
        .filter(event -> event.getKind() == ScheduleEventKind.LIFECYCLE)
        .map(event -> event.getLifecycle().getKind())
        .toList();
  }

  private Map<Long, byte[]> state() {
    Map<Long, byte[]> state = new java.util.HashMap<>();
    try (var all = driver.<Long, byte[]>getKeyValueStore(SchedulerProcessor.MONITORS).all()) {
      all.forEachRemaining(entry -> state.put(entry.key, entry.value));
    }
    return state;
  }

  private TestRecord<String, byte[]> letter(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readRecord();
  }

  private static String header(TestRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
