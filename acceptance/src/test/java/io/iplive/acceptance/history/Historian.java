package io.iplive.acceptance.history;

import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Gap;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Round;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.History.Start;
import io.iplive.acceptance.history.History.Verdict;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.receiver.PhpReceiver;
import io.iplive.acceptance.run.Kafka;
import io.iplive.acceptance.site.ScriptedTarget;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the witnesses about some sites.
 *
 * @param app the panel's name, that callbacks carry
 */
public record Historian(
    String app, List<Site> sites, ScriptedTarget target, Kafka kafka, PhpReceiver receiver) {

  /** All they know by now. */
  public History ask(List<Gap> gaps) throws IOException {
    Set<String> addresses = sites.stream().map(Site::address).collect(Collectors.toSet());
    return new History(
        sites,
        target.probes().stream().filter(probe -> addresses.contains(probe.address())).toList(),
        starts().toList(),
        rounds().toList(),
        changes(),
        receiver.calls().stream().filter(this::concernsUs).toList(),
        gaps);
  }

  /** What outages.v1 says of the sites. */
  public List<Change> changes() {
    return kafka.outages().stream()
        .filter(event -> isOurs(event.getTargetId()))
        .map(Historian::change)
        .toList();
  }

  private Stream<Start> starts() {
    return kafka.results().stream()
        .filter(result -> isOurs(result.getTargetId()))
        .filter(result -> result.getJudgement() != Judgement.NOT_RUN)
        .map(Historian::start);
  }

  private static Start start(ProbeResult result) {
    return new Start(result.getTargetId(), result.getRoundAt(), result.getStartedAt());
  }

  private Stream<Round> rounds() {
    Set<Long> groups = sites.stream().map(Site::group).collect(Collectors.toSet());
    return kafka.rounds().stream()
        .map(RoundEvent::getClosed)
        .filter(closed -> closed != null && groups.contains(closed.getGroupId()))
        .map(this::round)
        .filter(round -> !round.verdicts().isEmpty());
  }

  private Round round(RoundClosed closed) {
    List<Verdict> verdicts =
        closed.getTargets().stream()
            .filter(one -> isOurs(one.getTargetId()))
            .filter(one -> one.getOutcome() == Outcome.UP || one.getOutcome() == Outcome.DOWN)
            .map(one ->
                new Verdict(one.getTargetId(), one.getRecordId(), one.getOutcome() == Outcome.DOWN))
            .toList();
    return new Round(closed.getGroupId(), closed.getRoundAt(), closed.getClosedAt(), verdicts);
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

  private boolean isOurs(long target) {
    return sites.stream().anyMatch(site -> site.target() == target);
  }

  private boolean concernsUs(Call call) {
    return switch (call) {
      case Call.Round round -> round.app().equals(app);
      case Call.Outage outage -> isOurs(outage.target());
    };
  }
}
