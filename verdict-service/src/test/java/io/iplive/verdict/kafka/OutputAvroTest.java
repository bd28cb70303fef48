package io.iplive.verdict.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.verdict.Histories;
import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.monitor.PaceChanged;
import io.iplive.verdict.outage.DegradedChanged;
import io.iplive.verdict.outage.FlappingChanged;
import io.iplive.verdict.outage.Machine;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.round.RoundEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputAvroTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  @Test
  void outagesReplayedFromTheBytesOfTheTopicAreTheSameBytes() throws IOException {
    try (RegistryServer server = new RegistryServer()) {
      HttpSchemaRegistry registry = new HttpSchemaRegistry(server.address());
      AvroSerde<io.iplive.schemas.verdict.RoundEvent> rounds =
          new AvroSerde<>(registry, io.iplive.schemas.verdict.RoundEvent.class);
      AvroSerde<io.iplive.schemas.verdict.OutageEvent> outages =
          new AvroSerde<>(registry, io.iplive.schemas.verdict.OutageEvent.class);
      String topic = Topics.ROUNDS.name();
      for (long seed = 1; seed <= 200; seed++) {
        List<String> live = new ArrayList<>();
        List<RoundEvent> read = new ArrayList<>();
        for (Output output : run(seed)) {
          switch (output) {
            case Output.OfRound(RoundEvent event) -> {
              byte[] bytes = rounds.encode(topic, OutputAvro.round(event));
              read.add(OutputAvro.round(rounds.decode(topic, bytes)).orElseThrow());
            }
            case Output.OfOutage(OutageEvent event) -> live.add(hex(outages, event));
            case Output.OfFlapping _,
                Output.OfDegraded _,
                Output.OfPace _,
                Output.OfRollup _,
                Output.Read _ -> {}
          }
        }
        List<String> replayed =
            Machine.replay(read).stream().map(event -> hex(outages, event)).toList();
        assertThat(replayed).as("seed %d", seed).isEqualTo(live);
      }
    }
  }

  @Test
  void whoIsSlowIsToldInRoundsAndIsNoInputOfAReplay() {
    DegradedChanged began =
        new DegradedChanged(true, 7, 101, 1101, Rounds.OWNER, Rounds.version(2), Rounds.at(5));
    io.iplive.schemas.verdict.RoundEvent written = TurnAvro.degraded(began);
    assertThat(written.getKind()).isEqualTo(RoundEventKind.DEGRADED_STARTED);
    assertThat(written.getDegraded())
        .isEqualTo(
            new io.iplive.schemas.verdict.DegradedChanged(
                101L, 1101L, 3L, 4L, 5L, 2L, Rounds.at(5)));
    assertThat(OutputAvro.round(written)).isEmpty();
    DegradedChanged ceased =
        new DegradedChanged(false, 7, 101, 1101, Rounds.OWNER, Rounds.version(2), Rounds.at(9));
    assertThat(TurnAvro.degraded(ceased).getKind()).isEqualTo(RoundEventKind.DEGRADED_STOPPED);
  }

  @Test
  void everyKindOfRoundEventComesBackAsItWas() {
    for (long seed = 1; seed <= 100; seed++) {
      for (Output output : run(seed)) {
        if (output instanceof Output.OfRound(RoundEvent event)) {
          io.iplive.schemas.verdict.RoundEvent written = OutputAvro.round(event);
          assertThat(OutputAvro.round(OutputAvro.round(written).orElseThrow()))
              .as("seed %d", seed)
              .isEqualTo(written);
        }
      }
    }
  }

  @Test
  void whoFlapsIsToldInRoundsAndIsNoInputOfAReplay() {
    FlappingChanged began =
        new FlappingChanged(true, 7, 101, 1101, Rounds.OWNER, Rounds.version(2), Rounds.at(5), 35);
    io.iplive.schemas.verdict.RoundEvent written = TurnAvro.flapping(began);
    assertThat(written.getKind()).isEqualTo(RoundEventKind.FLAPPING_STARTED);
    assertThat(written.getMonitorId()).isEqualTo(7);
    assertThat(written.getFlapping())
        .isEqualTo(
            new io.iplive.schemas.verdict.FlappingChanged(
                101L, 1101L, 3L, 4L, 5L, 2L, Rounds.at(5), 35));
    assertThat(OutputAvro.round(written)).isEmpty();
    FlappingChanged ceased =
        new FlappingChanged(false, 7, 101, 1101, Rounds.OWNER, Rounds.version(2), Rounds.at(9), 19);
    assertThat(TurnAvro.flapping(ceased).getKind()).isEqualTo(RoundEventKind.FLAPPING_STOPPED);
  }

  @Test
  void eventIdsAreThoseOfOutageAndKind() {
    for (Output output : run(11)) {
      if (output instanceof Output.OfOutage(OutageEvent event)) {
        io.iplive.schemas.verdict.OutageEvent written = OutputAvro.outage(event);
        assertThat(written.getEventId()).isEqualTo(event.outage().id() + "-" + written.getKind());
      }
    }
  }

  @Test
  void aPaceIsItsFullState() {
    PaceChanged error =
        new PaceChanged(
            7,
            Rounds.version(2),
            new Pacing.ErrorPace(Rounds.at(1), List.of(101L, 102L)),
            Rounds.at(3));
    io.iplive.schemas.verdict.PaceChanged written = OutputAvro.pace(error);
    assertThat(written.getAnchor()).isEqualTo(Rounds.at(1));
    assertThat(written.getFailingTargets()).containsExactly(101L, 102L);
    assertThat(written.getRoundAt()).isEqualTo(Rounds.at(3));
    PaceChanged normal =
        new PaceChanged(7, Rounds.version(2), new Pacing.NormalPace(), Rounds.at(4));
    assertThat(OutputAvro.pace(normal).getAnchor()).isNull();
    assertThat(OutputAvro.pace(normal).getPace())
        .isEqualTo(io.iplive.schemas.scheduler.Pace.NORMAL);
  }

  private static String hex(
      AvroSerde<io.iplive.schemas.verdict.OutageEvent> serde, OutageEvent event) {
    return HexFormat.of().formatHex(serde.encode(Topics.OUTAGES.name(), OutputAvro.outage(event)));
  }

  private static List<Output> run(long seed) {
    Monitor monitor = Monitor.fresh(Rounds.MONITOR, Rounds.at(0));
    List<Output> outputs = new ArrayList<>();
    for (Timed timed : Histories.of(seed)) {
      MonitorMachine.Step step =
          MonitorMachine.step(monitor, timed.fact(), TopicTime.heard(timed.now()), LIMITS);
      monitor = step.next();
      outputs.addAll(step.outputs());
    }
    return outputs;
  }
}
