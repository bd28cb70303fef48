package io.iplive.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.scheduler.kafka.stored.StoredAvro;
import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Check;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Owner;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.node.Asking;
import io.iplive.scheduler.node.Node;
import io.iplive.scheduler.schedule.Change;
import io.iplive.scheduler.schedule.Due;
import io.iplive.scheduler.schedule.Fact;
import io.iplive.scheduler.schedule.Given;
import io.iplive.scheduler.schedule.Pace;
import io.iplive.scheduler.schedule.ScheduleEvent.LifecycleChanged;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundOpened;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundSkipped;
import io.iplive.scheduler.schedule.SkipReason;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.LifecycleTarget;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import io.iplive.schemas.verdict.PaceChanged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleAvroTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Instant ROUND = Instant.parse("2026-01-01T00:01:00Z");

  private final MemoryRegistry registry = new MemoryRegistry();
  private final AvroSerde<MonitorEvent> monitors = new AvroSerde<>(registry, MonitorEvent.class);
  private final AvroSerde<PaceChanged> paces = new AvroSerde<>(registry, PaceChanged.class);
  private final AvroSerde<ScheduleEvent> schedule = new AvroSerde<>(registry, ScheduleEvent.class);
  private final IncomingDecoder decoder = new IncomingDecoder(monitors, paces, new Patience());

  @Test
  void aDefinitionIsReadWhole() {
    MonitorEvent event = Wire.monitor(7, 3, MonitorState.ACTIVE, AT, 60, 1, 2);
    Incoming incoming = decode("7", event);
    assertThat(incoming)
        .isInstanceOfSatisfying(
            Incoming.Defined.class,
            defined -> {
              assertThat(defined.redefinition().version()).isEqualTo(new Version(1, 3));
              assertThat(defined.redefinition().occurredAt()).isEqualTo(AT);
              assertThat(defined.redefinition().definition())
                  .isEqualTo(
                      new Definition(
                          7,
                          new Owner(3, 4L, "acme", 5L),
                          Activity.ACTIVE,
                          "http",
                          0,
                          List.of(),
                          new Timing(60, 10, 1_000, 0),
                          2,
                          1,
                          new Check(StoredAvro.encoded(Wire.CHECK)),
                          List.of(
                              new Target(1, 10, "192.0.2.1", 1),
                              new Target(2, 20, "192.0.2.2", 1))));
            });
  }

  @Test
  void aPaceIsReadWhole() {
    PaceChanged event = Wire.failing(7, ROUND, ROUND.plusSeconds(20), 2L, 1L);
    assertThat(decoder.decode(Topics.PACES.name(), key("7"), paces.encode("paces.v1", event)))
        .isInstanceOfSatisfying(
            Incoming.Paced.class,
            paced ->
                assertThat(paced.repacing().pace())
                    .isEqualTo(new Pace.Failing(ROUND, List.of(1L, 2L), ROUND.plusSeconds(20))));
  }

  @Test
  void tombstonesAreNotPoison() {
    assertThat(decoder.decode(Topics.MONITORS.name(), key("7"), null))
        .isEqualTo(new Incoming.Forgotten(7));
    assertThat(decoder.decode(Topics.PACES.name(), key("7"), null)).isEqualTo(new Incoming.Empty());
  }

  @Test
  void whatCannotBeScheduledIsPoisonThatSaysWhy() {
    assertPoison("x", _ -> {}, "key='x'");
    assertPoison("8", _ -> {}, "monitorId=7, allowed the key's 8");
    assertPoison("7", event -> event.getAfter().setMonitorId(9), "after.monitorId=9");
    assertPoison("7", event -> event.getAfter().setPeriodSeconds(0), "periodSeconds=0");
    assertPoison("7", event -> event.getAfter().setErrorPeriodSeconds(61), "allowed 1..60");
    assertPoison("7", event -> event.getAfter().setTimeoutMillis(0), "timeoutMillis=0");
    assertPoison("7", event -> event.getAfter().setNumError(0), "numError=0");
    assertPoison("7", event -> event.getAfter().setLevel(5), "level=5");
    assertPoison("7", event -> event.getAfter().setTargets(List.of()), "targets is empty");
    assertPoison("7", event -> event.getAfter().setState(MonitorState.UNKNOWN), "state=UNKNOWN");
  }

  @Test
  void bytesThatAreNoRecordArePoison() {
    assertThat(decoder.decode(Topics.MONITORS.name(), key("7"), new byte[] {1, 2, 3}))
        .isInstanceOf(Incoming.Poison.class);
    assertThat(decoder.decode(Topics.MONITORS.name(), null, new byte[] {1}))
        .isInstanceOf(Incoming.Poison.class);
  }

  @Test
  void anOpenedRoundSaysAllTheVerdictNeeds() {
    Definition definition = Given.active(7, Given.timing(60, 20), 1, 2);
    RoundOpened round =
        new RoundOpened(
            definition,
            new Version(1, 3),
            ROUND,
            true,
            List.of(new Due(definition.targets().get(1), 1, ROUND.plusMillis(200))),
            new Asking(List.of(new Node(8, false), new Node(9, true)), 2),
            Duration.ofSeconds(2),
            ROUND.plusSeconds(3));
    io.iplive.schemas.scheduler.RoundOpened opened = wire(round).getOpened();
    assertThat(opened)
        .isEqualTo(
            io.iplive.schemas.scheduler.RoundOpened.newBuilder()
                .setMonitorId(7)
                .setEpoch(1)
                .setDefinitionVersion(3)
                .setAccountId(3)
                .setAppId(4L)
                .setGroupId(5L)
                .setRoundAt(ROUND)
                .setPace(io.iplive.schemas.scheduler.Pace.ERROR)
                .setTargets(List.of(new RoundTarget(2L, 20L, 1, 1L)))
                .setAskedNodes(List.of(new AskedNode(8L, false), new AskedNode(9L, true)))
                .setVotesNeeded(2)
                .setNumError(2)
                .setNumOk(1)
                .setPeriodSeconds(60)
                .setErrorPeriodSeconds(20)
                .setLastsMillis(2_000)
                .build());
  }

  @ParameterizedTest
  @EnumSource(SkipReason.class)
  void aSkippedRoundSaysWhyAndHowMany(SkipReason reason) {
    ScheduleEvent event = wire(new RoundSkipped(7, ROUND, reason, 12));
    assertThat(event.getKind()).isEqualTo(ScheduleEventKind.ROUND_SKIPPED);
    assertThat(event.getMonitorId()).isEqualTo(7);
    assertThat(event.getSkipped())
        .isEqualTo(
            new io.iplive.schemas.scheduler.RoundSkipped(
                7L, ROUND, io.iplive.schemas.scheduler.SkipReason.valueOf(reason.name()), 12));
  }

  @ParameterizedTest
  @CsvSource({"STARTED", "CHANGED", "PAUSED", "STOPPED", "TARGETS_REMOVED", "TARGETS_MOVED"})
  void everyChangeIsAFactOfItsKind(Change change) {
    Definition definition = Given.active(7, Given.timing(60, 20), 1);
    Fact fact = new Fact(change, new Version(1, 3), AT, AT, List.of(), null);
    ScheduleEvent event = wire(new LifecycleChanged(definition, fact, definition.targets()));
    assertThat(event.getKind()).isEqualTo(ScheduleEventKind.LIFECYCLE);
    assertThat(event.getLifecycle().getKind()).isEqualTo(LifecycleKind.valueOf(change.name()));
    assertThat(event.getLifecycle().getCommandAt()).isEqualTo(AT);
    assertThat(event.getLifecycle().getTargets()).containsExactly(new LifecycleTarget(1L, 10L, 1L));
  }

  @Test
  void aTickCarriesNothing() {
    assertThat(ScheduleAvro.tick())
        .isEqualTo(new ScheduleEvent(ScheduleEventKind.TICK, 0L, null, null, null));
  }

  private ScheduleEvent wire(io.iplive.scheduler.schedule.ScheduleEvent event) {
    String topic = Topics.SCHEDULE.name();
    return schedule.decode(topic, schedule.encode(topic, ScheduleAvro.encoded(event)));
  }

  private void assertPoison(String key, Consumer<MonitorEvent> spoil, String because) {
    MonitorEvent event = Wire.monitor(7, 3, MonitorState.ACTIVE, AT, 60, 1, 2);
    spoil.accept(event);
    assertThat(decode(key, event))
        .isInstanceOfSatisfying(
            Incoming.Poison.class,
            poison -> assertThat(poison.reason()).hasMessageContaining(because));
  }

  private Incoming decode(String key, MonitorEvent event) {
    String topic = Topics.MONITORS.name();
    return decoder.decode(topic, key(key), monitors.encode(topic, event));
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
