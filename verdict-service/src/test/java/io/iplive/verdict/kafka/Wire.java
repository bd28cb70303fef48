package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.PhaseTimes;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.LifecycleTarget;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.scheduler.RoundOpened;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What scheduler and probers write, for tests. */
public final class Wire {

  public static final int NUM_ERROR = 2;
  public static final int VOTES_NEEDED = 2;
  public static final int NODES = 3;

  private final AvroSerde<ScheduleEvent> schedule;
  private final AvroSerde<ProbeResult> results;

  public Wire(SchemaRegistry registry) {
    this.schedule = new AvroSerde<>(registry, ScheduleEvent.class);
    this.results = new AvroSerde<>(registry, ProbeResult.class);
  }

  public static byte[] key(long monitor) {
    return Long.toString(monitor).getBytes(UTF_8);
  }

  /** The one target of a monitor. */
  public static long target(long monitor) {
    return monitor + 100;
  }

  public byte[] tick() {
    return bytes(new ScheduleEvent(ScheduleEventKind.TICK, 0L, null, null, null));
  }

  /** A round of one target, three nodes, two votes needed, that lasts a minute. */
  public byte[] opened(long monitor, Instant roundAt) {
    return bytes(opening(monitor, roundAt));
  }

  public byte[] openedWithoutTargets(long monitor, Instant roundAt) {
    ScheduleEvent event = opening(monitor, roundAt);
    event.getOpened().setTargets(List.of());
    return bytes(event);
  }

  public byte[] fact(LifecycleKind kind, long monitor, long version, Instant commandAt) {
    return fact(kind, monitor, version, commandAt, null, 0);
  }

  /** A fact of the monitor's account. */
  public byte[] fact(
      LifecycleKind kind,
      long monitor,
      long version,
      Instant commandAt,
      @Nullable SuspensionReason reason,
      long accountVersion) {
    LifecycleFact fact =
        new LifecycleFact(
            kind,
            monitor,
            1,
            version,
            3L,
            4L,
            5L,
            commandAt,
            List.of(new LifecycleTarget(target(monitor), monitor, 1L)),
            60,
            60,
            reason,
            accountVersion);
    return bytes(new ScheduleEvent(ScheduleEventKind.LIFECYCLE, monitor, null, null, fact));
  }

  public byte[] result(long monitor, Instant roundAt, long node, boolean up) {
    ProbeResult result =
        ProbeResult.newBuilder()
            .setMonitorId(monitor)
            .setTargetId(target(monitor))
            .setNodeId(node)
            .setRoundAt(roundAt)
            .setDueAt(roundAt)
            .setStartedAt(roundAt)
            .setFinishedAt(roundAt)
            .setJudgement(up ? Judgement.UP : Judgement.DOWN)
            .setStatusCode(up ? 200 : 500)
            .setFailureCode(up ? null : 2040)
            .setFailureText(up ? null : "The HTTP status code is 500")
            .setResponseMicros(4_000)
            .setPhases(PhaseTimes.newBuilder().build())
            .setAttempts(1)
            .build();
    return results.encode(Topics.PROBE_RESULTS.name(), result);
  }

  private static ScheduleEvent opening(long monitor, Instant roundAt) {
    RoundOpened opened =
        new RoundOpened(
            monitor,
            1,
            1L,
            3L,
            4L,
            5L,
            roundAt,
            Pace.NORMAL,
            List.of(new RoundTarget(target(monitor), monitor, 0, 1L)),
            LongStream.rangeClosed(1, NODES).mapToObj(n -> new AskedNode(n, false)).toList(),
            VOTES_NEEDED,
            NUM_ERROR,
            1,
            60,
            60,
            59_000);
    return new ScheduleEvent(ScheduleEventKind.ROUND_OPENED, monitor, opened, null, null);
  }

  private byte[] bytes(ScheduleEvent event) {
    return schedule.encode(Topics.SCHEDULE.name(), event);
  }
}
