package io.iplive.acceptance.history;

import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Gap;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Round;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.History.Start;
import io.iplive.acceptance.history.History.Verdict;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.receiver.Receiver;
import io.iplive.acceptance.run.Kafka;
import io.iplive.acceptance.site.ScriptedTarget;
import io.iplive.schemas.Topics;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the witnesses about some sites.
 *
 * @param app the panel's name, that callbacks carry
 */
public record Historian(
    String app, List<Site> sites, ScriptedTarget target, Kafka kafka, Receiver receiver) {

  /** All they know by now. */
  public History ask(List<Gap> gaps) throws IOException {
    Set<Long> ours = targets();
    Set<String> addresses = sites.stream().map(Site::address).collect(Collectors.toSet());
    return new History(
        sites,
        target.probes().stream().filter(probe -> addresses.contains(probe.address())).toList(),
        starts(),
        rounds(),
        changes(),
        receiver.calls().stream().filter(call -> concerns(call, ours)).toList(),
        gaps);
  }

  /**
   * Answers of the sites that the verdict should have heard.
   *
   * @param grace of the verdict
   */
  public List<Unheard> unheard(Duration grace) {
    return Unheard.of(targets(), kafka, grace);
  }

  /** What outages.v1 says of the sites. */
  public List<Change> changes() {
    Set<Long> ours = targets();
    return kafka.outages().stream()
        .filter(event -> ours.contains(event.getTargetId()))
        .map(Historian::change)
        .toList();
  }

  /** Picked while they are read: of a long run there are too many to be kept whole. */
  private List<Start> starts() {
    Set<Long> ours = targets();
    List<Start> starts = new ArrayList<>();
    kafka.read(
        Topics.PROBE_RESULTS,
        ProbeResult.class,
        (result, _) -> {
          if (ours.contains(result.getTargetId()) && result.getJudgement() != Judgement.NOT_RUN) {
            starts.add(start(result));
          }
        });
    return starts;
  }

  private static Start start(ProbeResult result) {
    return new Start(result.getTargetId(), result.getRoundAt(), result.getStartedAt());
  }

  private List<Round> rounds() {
    Set<Long> groups = sites.stream().map(Site::group).collect(Collectors.toSet());
    Set<Long> ours = targets();
    Set<String> leftOut = leftOut();
    List<Round> rounds = new ArrayList<>();
    kafka.read(
        Topics.ROUNDS,
        RoundEvent.class,
        (event, _) -> {
          RoundClosed closed = event.getClosed();
          if (closed != null && groups.contains(closed.getGroupId())) {
            Round round = round(closed, ours, leftOut);
            if (!round.verdicts().isEmpty()) {
              rounds.add(round);
            }
          }
        });
    return rounds;
  }

  private static Round round(RoundClosed closed, Set<Long> ours, Set<String> leftOut) {
    List<Verdict> verdicts =
        closed.getTargets().stream()
            .filter(one -> ours.contains(one.getTargetId()))
            .filter(one -> one.getOutcome() == Outcome.UP || one.getOutcome() == Outcome.DOWN)
            .map(one ->
                new Verdict(one.getTargetId(), one.getRecordId(), one.getOutcome() == Outcome.DOWN))
            .toList();
    String cause =
        "round:%d:%d".formatted(closed.getMonitorId(), closed.getRoundAt().toEpochMilli());
    return new Round(
        closed.getGroupId(),
        closed.getRoundAt(),
        closed.getClosedAt(),
        verdicts,
        leftOut.contains(cause));
  }

  /** Causes of what the notifier says it never delivers. */
  private Set<String> leftOut() {
    Set<String> causes = new HashSet<>();
    kafka.read(
        Topics.DELIVERIES,
        DeliveryEvent.class,
        (event, _) -> {
          switch (event.getKind()) {
            case DROPPED, GIVEN_UP -> causes.add(event.getCauseId());
            case RECORDED, DELIVERED, HELD, STATE_CHANGED, SILENCED, UNKNOWN -> {}
          }
        });
    return causes;
  }

  private static Change change(OutageEvent event) {
    boolean opened = event.getKind() == OutageEventKind.OPENED;
    Integer status = event.getStatusCode();
    return new Change(
        event.getTargetId(),
        event.getOutageId(),
        opened
            ? Kind.OPENED
            : event.getReason() == CloseReason.RECOVERED ? Kind.RECOVERED : Kind.ENDED,
        opened ? event.getSince() : event.getClosedAt(),
        status == null ? 0 : status);
  }

  private Set<Long> targets() {
    return sites.stream().map(Site::target).collect(Collectors.toSet());
  }

  private boolean concerns(Call call, Set<Long> ours) {
    return switch (call) {
      case Call.Round round -> round.app().equals(app);
      case Call.Outage outage -> ours.contains(outage.target());
    };
  }
}
