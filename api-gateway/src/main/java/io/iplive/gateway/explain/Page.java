package io.iplive.gateway.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation as one page of text. */
public final class Page {

  private Page() {}

  /** Its lines. */
  public static List<String> of(Explanation it) {
    Definition d = it.definition();
    List<String> lines = new ArrayList<>();
    lines.add(
        "monitor %d: %s, version %d of %s%s, account %d %s"
            .formatted(
                d.monitorId(),
                d.state().name().toLowerCase(Locale.ROOT),
                d.version(),
                d.changedAt(),
                d.epoch() == 1 ? "" : " (epoch %d)".formatted(d.epoch()),
                d.accountId(),
                it.account()));
    lines.add(
        "every %d s, %d s while failing; %d bad rounds in a row open an outage, %d good ones close it; level %d, %d targets"
            .formatted(
                d.period().toSeconds(),
                d.errorPeriod().toSeconds(),
                d.numError(),
                d.numOk(),
                d.level(),
                d.targets()));
    lines.add(
        "pace %s%s; scheduler works with version %s; live nodes %s"
            .formatted(
                it.pace().toLowerCase(Locale.ROOT),
                it.failing().isEmpty() ? "" : ", failing targets " + it.failing(),
                it.schedulerVersion() == null ? "(not seen)" : it.schedulerVersion().toString(),
                it.liveNodes()));
    String unknown = it.why().isEmpty() ? "not known" : "none";
    lines.add("next round: " + (it.nextRound() == null ? unknown : "about " + it.nextRound()));
    lines.add("");
    if (it.why().isEmpty()) {
      lines.add("Nothing holds it up.");
    }
    it.why().forEach(reason -> lines.add("! " + reason));
    lines.add("");
    lines.add("rounds since %s:".formatted(it.since()));
    it.rounds().forEach(round -> add(lines, round));
    if (it.rounds().isEmpty()) {
      lines.add("  none");
    }
    lines.add("deliveries:");
    it.deliveries().forEach(told -> lines.add("  " + told(told)));
    if (it.deliveries().isEmpty()) {
      lines.add("  none but callbacks that went well");
    }
    return lines;
  }

  private static void add(List<String> lines, Explanation.Round round) {
    Trace.Opened opened = round.opened();
    lines.add(
        "  %s  opened %s after, nodes asked %s, votes needed %d, %s"
            .formatted(
                opened.roundAt(),
                seconds(Duration.between(opened.roundAt(), opened.at())),
                opened.asked(),
                opened.votesNeeded(),
                round.closedAt() == null
                    ? "open"
                    : "closed " + seconds(Duration.between(opened.roundAt(), round.closedAt()))));
    round
        .answers()
        .forEach(answer ->
            lines.add(
                "      node %d target %d: %s%s%s%s"
                    .formatted(
                        answer.node(),
                        answer.target(),
                        answer.judgement().toLowerCase(Locale.ROOT),
                        answer.statusCode() == null ? "" : " " + answer.statusCode(),
                        answer.responseMicros() < 0
                            ? ""
                            : " in %d ms".formatted(answer.responseMicros() / 1000),
                        answer.failure() == null ? "" : " (" + answer.failure() + ")")));
    if (!round.silent().isEmpty()) {
      lines.add("      silent: nodes " + round.silent());
    }
    round
        .outcomes()
        .forEach(outcome ->
            lines.add(
                "      -> target %d %s by %s: %s"
                    .formatted(
                        outcome.target(),
                        outcome.outcome().toLowerCase(Locale.ROOT),
                        outcome.decidedBy().toLowerCase(Locale.ROOT),
                        outcome.votes().stream().collect(Collectors.joining(", ")))));
  }

  private static String seconds(Duration length) {
    return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
  }

  private static String told(Trace.Told told) {
    return "%s  %s %s to %s, %d attempts%s%s"
        .formatted(
            told.at(),
            told.notice().toLowerCase(Locale.ROOT),
            told.step().toLowerCase(Locale.ROOT),
            told.to(),
            told.attempts(),
            told.answerCode() == null ? "" : ", answered " + told.answerCode(),
            told.error() == null ? "" : ", " + told.error());
  }
}
