package io.iplive.acceptance.history;

import io.iplive.acceptance.history.Evidence.Charge;
import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.site.Downtime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges a run with faults by the script that was played: no outage lost, none invented, none
 * twice, all of it told in order, and what was paid is the work that was done.
 *
 * @param reconciliation of what the witnesses say of one group
 * @param spread how long after its roundAt a round may still probe
 */
public record FaultChecker(Reconciliation reconciliation, Duration spread) {

  /**
   * What is wrong.
   *
   * @param group whose history shows it; empty: it is of the whole
   */
  public record Finding(OptionalLong group, String sentence) {}

  /** Everything that is wrong; nothing when all is well. */
  public List<Finding> findings(Evidence evidence) {
    List<Finding> found = new ArrayList<>();
    Map<String, List<Downtime>> downtimes =
        evidence.downtimes().stream().collect(Collectors.groupingBy(Downtime::address));
    evidence
        .history()
        .byGroup()
        .forEach((group, history) -> {
          List<String> wrong = new ArrayList<>(reconciliation.contradictions(history));
          wrong.addAll(closedTwice(history));
          for (Site site : history.sites()) {
            wrong.addAll(
                againstScript(site, history, downtimes.getOrDefault(site.address(), List.of())));
          }
          wrong.forEach(sentence -> found.add(new Finding(OptionalLong.of(group), sentence)));
        });
    evidence
        .unheard()
        .forEach(one -> found.add(new Finding(OptionalLong.empty(), "Taken for silent: " + one)));
    ledger(evidence).forEach(sentence -> found.add(new Finding(OptionalLong.empty(), sentence)));
    return found;
  }

  private static List<String> closedTwice(History history) {
    Set<Instant> closed = new HashSet<>();
    return history.rounds().stream()
        .filter(round -> !closed.add(round.at()))
        .map(round -> "Closed twice: " + round)
        .toList();
  }

  private List<String> againstScript(Site site, History history, List<Downtime> played) {
    List<Instant> openings =
        history.changes().stream()
            .filter(change -> change.target() == site.target() && change.kind() == Kind.OPENED)
            .map(Change::date)
            .toList();
    List<String> wrong = new ArrayList<>();
    for (Downtime downtime : played) {
      List<Instant> within = openings.stream().filter(since -> isOf(downtime, since)).toList();
      if (downtime.certain() && within.isEmpty()) {
        wrong.add("Lost: no outage of target %d for %s".formatted(site.target(), downtime));
      }
      if (within.size() > 1) {
        wrong.add(
            "Twice: outages of target %d since %s for %s"
                .formatted(site.target(), within, downtime));
      }
    }
    for (Instant since : openings) {
      if (played.stream().noneMatch(downtime -> isOf(downtime, since))) {
        wrong.add(
            "Invented: an outage of target %d since %s, its site was good"
                .formatted(site.target(), since));
      }
    }
    return wrong;
  }

  private boolean isOf(Downtime downtime, Instant since) {
    return downtime.overlaps(since, since.plus(spread));
  }

  private static List<String> ledger(Evidence evidence) {
    List<String> wrong = new ArrayList<>();
    Map<String, Long> windows = new HashMap<>();
    for (Charge charge : evidence.charges()) {
      Long before = windows.put(charge.id(), charge.checks());
      if (before != null) {
        wrong.add(
            "Counted twice: usage %s, of %d checks and of %d"
                .formatted(charge.id(), before, charge.checks()));
      }
    }
    long counted = windows.values().stream().mapToLong(Long::longValue).sum();
    long done =
        evidence.history().rounds().stream().mapToLong(round -> round.verdicts().size()).sum();
    if (counted != done) {
      wrong.add("usage.v1 counts %d checks, rounds.v1 has %d".formatted(counted, done));
    }
    if (evidence.paid() != done) {
      wrong.add("%d checks were paid, rounds.v1 has %d".formatted(evidence.paid(), done));
    }
    return wrong;
  }
}
