package io.iplive.acceptance.history;

import io.iplive.acceptance.run.Kafka;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.RoundOpened;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.TargetVerdict;
import io.iplive.schemas.verdict.VoteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An answer that stood on the broker before its round's deadline, of a node that the verdict says
 * was silent.
 *
 * @param early how long before the deadline it was appended
 */
public record Unheard(long target, Instant roundAt, long node, Duration early) {

  /** Nearer to its deadline than this an answer may be taken for late. */
  private static final Duration CLOSE = Duration.ofMillis(250);

  private record Round(long monitor, Instant at) {}

  private record Silence(long target, Instant at, long node) {}

  /**
   * All of these targets.
   *
   * @param grace what the verdict adds to how long a round lasts
   */
  static List<Unheard> of(Set<Long> targets, Kafka kafka, Duration grace) {
    Map<Silence, Long> silent = new HashMap<>();
    kafka.read(Topics.ROUNDS, RoundEvent.class, (event, _) -> addSilent(event, targets, silent));
    Set<Round> asked = new HashSet<>();
    silent.forEach((silence, monitor) -> asked.add(new Round(monitor, silence.at())));
    Map<Round, Instant> deadlines = new HashMap<>();
    kafka.read(
        Topics.SCHEDULE,
        ScheduleEvent.class,
        (event, appendedAt) -> {
          RoundOpened opened = event.getOpened();
          if (opened != null) {
            Round round = new Round(opened.getMonitorId(), opened.getRoundAt());
            if (asked.contains(round)) {
              Instant deadline = appendedAt.plusMillis(opened.getLastsMillis()).plus(grace);
              deadlines.putIfAbsent(round, deadline);
            }
          }
        });
    List<Unheard> unheard = new ArrayList<>();
    kafka.read(
        Topics.PROBE_RESULTS,
        ProbeResult.class,
        (result, appendedAt) -> {
          Silence silence =
              new Silence(result.getTargetId(), result.getRoundAt(), result.getNodeId());
          Long monitor = silent.get(silence);
          Instant deadline =
              monitor == null ? null : deadlines.get(new Round(monitor, silence.at()));
          if (deadline != null
              && result.getJudgement() != Judgement.NOT_RUN
              && appendedAt.isBefore(deadline.minus(CLOSE))) {
            Duration early = Duration.between(appendedAt, deadline);
            unheard.add(new Unheard(silence.target(), silence.at(), silence.node(), early));
          }
        });
    return unheard;
  }

  private static void addSilent(RoundEvent event, Set<Long> targets, Map<Silence, Long> silent) {
    RoundClosed closed = event.getClosed();
    if (closed == null) {
      return;
    }
    for (TargetVerdict verdict : closed.getTargets()) {
      if (verdict.getDecidedBy() == DecidedBy.DEADLINE && targets.contains(verdict.getTargetId())) {
        verdict.getVotes().stream()
            .filter(vote -> vote.getKind() == VoteKind.SILENT)
            .map(vote -> new Silence(verdict.getTargetId(), closed.getRoundAt(), vote.getNodeId()))
            .forEach(silence -> silent.put(silence, closed.getMonitorId()));
      }
    }
  }
}
