package io.iplive.benchmarks.verdict;

import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.PhaseTimes;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.scheduler.RoundOpened;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Rounds of monitors of one target, ids from 1, and what three nodes say of it. Every hundredth
 * target is down in all of them. Rounds are numbered from 0, a minute apart.
 */
final class Rounds {

  static final int NODES = 3;
  static final int NUM_ERROR = 3;

  private static final int OF_AN_ACCOUNT = 500;
  private static final int DOWN_ONE_OF = 100;
  private static final int VOTES_NEEDED = 2;
  private static final int PERIOD_SECONDS = 60;
  private static final int LASTS_MILLIS = 10_000;

  /** Rounds between opening and answers: as far apart as some hundred milliseconds of full load. */
  private static final int BATCH = 5_000;

  private static final PhaseTimes PHASES =
      PhaseTimes.newBuilder().setConnectMicros(900).setFirstByteMicros(3_100).build();

  private final Wire wire;
  private final Instant first;
  private final AvroSerde<ScheduleEvent> schedule;
  private final AvroSerde<ProbeResult> results;

  /**
   * A source of rounds.
   *
   * @param first time of the round of number 0
   */
  Rounds(Wire wire, Instant first) {
    this.wire = wire;
    this.first = first;
    this.schedule = wire.serde(ScheduleEvent.class);
    this.results = wire.serde(ProbeResult.class);
  }

  static boolean isDown(long target) {
    return target % DOWN_ONE_OF == 0;
  }

  int number(Instant roundAt) {
    return Math.toIntExact((roundAt.getEpochSecond() - first.getEpochSecond()) / PERIOD_SECONDS);
  }

  private Instant at(int number) {
    return first.plusSeconds((long) number * PERIOD_SECONDS);
  }

  /** Where a batch waits for its turn. */
  @FunctionalInterface
  interface Turn {

    /** Returns when there is room for so many rounds. */
    void await(int rounds) throws InterruptedException;
  }

  /**
   * Publishes one round of every so-manieth monitor: a batch is opened, then one node after the
   * other answers all of it.
   *
   * @param step 1: of every monitor
   */
  void publish(int number, int monitors, int step, Turn turn) throws InterruptedException {
    Instant at = at(number);
    for (long begin = 1; begin <= monitors; begin += (long) BATCH * step) {
      turn.await(BATCH);
      long end = Math.min(monitors, begin + (long) BATCH * step - 1);
      for (long id = begin; id <= end; id += step) {
        wire.send(Topics.SCHEDULE, id, schedule, opened(id, at));
      }
      wire.flush();
      for (int node = 1; node <= NODES; node++) {
        for (long id = begin; id <= end; id += step) {
          wire.send(Topics.PROBE_RESULTS, id, results, result(id, at, node));
        }
        wire.flush();
      }
    }
  }

  private static ScheduleEvent opened(long id, Instant at) {
    long account = 1 + id / OF_AN_ACCOUNT;
    RoundOpened opened =
        new RoundOpened(
            id,
            1,
            1L,
            account,
            account,
            id,
            at,
            Pace.NORMAL,
            List.of(new RoundTarget(id, id, 0, 1L)),
            LongStream.rangeClosed(1, NODES).mapToObj(node -> new AskedNode(node, false)).toList(),
            VOTES_NEEDED,
            NUM_ERROR,
            1,
            PERIOD_SECONDS,
            PERIOD_SECONDS,
            LASTS_MILLIS);
    return new ScheduleEvent(ScheduleEventKind.ROUND_OPENED, id, opened, null, null);
  }

  private static ProbeResult result(long id, Instant at, long node) {
    boolean down = isDown(id);
    return ProbeResult.newBuilder()
        .setMonitorId(id)
        .setTargetId(id)
        .setNodeId(node)
        .setRoundAt(at)
        .setDueAt(at)
        .setStartedAt(at)
        .setFinishedAt(at)
        .setJudgement(down ? Judgement.DOWN : Judgement.UP)
        .setStatusCode(down ? 500 : 200)
        .setFailureCode(down ? 2040 : null)
        .setFailureText(down ? "The HTTP status code is 500" : null)
        .setResponseMicros(4_000 + id % 1_000)
        .setPhases(PHASES)
        .setAttempts(1)
        .setRemoteAddress("10.0.0.1")
        .build();
  }
}
