package io.iplive.acceptance.history;

import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Round;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.History.Verdict;
import io.iplive.acceptance.receiver.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the witnesses against each other: site against rounds, rounds against outages, both against
 * what the panel was told.
 *
 * @param numError failing rounds in a row that open an outage
 * @param staleAfter two conclusive rounds further apart are not in a row
 * @param sameProbe a prober's start and a site's probe further apart are not the same
 */
public record Reconciliation(int numError, Duration staleAfter, Duration sameProbe) {

  private static final int RECOVERED = 200;

  /** A sentence on each contradiction; none when all of it fits. */
  public List<String> contradictions(History history) {
    return Stream.of(
            verdictsWithoutWitness(history),
            history.sites().stream().flatMap(site -> wrongChanges(history, site)),
            history.calls().stream().flatMap(Reconciliation::untrusted),
            changedRepeats(history),
            history.sites().stream().flatMap(site -> wrongNotices(history, site)),
            history.sites().stream()
                .map(Site::group)
                .distinct()
                .flatMap(group -> wrongCallbacks(history, group)))
        .flatMap(each -> each)
        .toList();
  }

  /** Nothing is invented: behind each verdict is a probe that the site remembers that way. */
  private Stream<String> verdictsWithoutWitness(History history) {
    List<String> found = new ArrayList<>();
    for (Round round : history.rounds()) {
      for (Verdict verdict : round.verdicts()) {
        if (!witnessed(history, round, verdict)) {
          found.add(
              "Round %s says target %d was %s, and the site knows no such probe"
                  .formatted(round.at(), verdict.target(), verdict.down() ? "down" : "up"));
        }
      }
    }
    return found.stream();
  }

  private boolean witnessed(History history, Round round, Verdict verdict) {
    List<Instant> starts =
        history.starts().stream()
            .filter(s -> s.target() == verdict.target() && s.roundAt().equals(round.at()))
            .map(History.Start::at)
            .toList();
    return history.sites().stream()
        .filter(site -> site.target() == verdict.target())
        .flatMap(site -> history.probes().stream().filter(p -> p.address().equals(site.address())))
        .filter(probe -> probe.behaviour().good() != verdict.down())
        .anyMatch(probe ->
            starts.stream()
                .anyMatch(
                    start -> Duration.between(start, probe.at()).abs().compareTo(sameProbe) <= 0));
  }

  /** Outages are exactly those that follow from the rounds, each opened and closed once. */
  private Stream<String> wrongChanges(History history, Site site) {
    List<Moment> wanted = expected(history, site);
    List<Change> all = history.changes().stream().filter(c -> c.target() == site.target()).toList();
    List<String> found = new ArrayList<>();
    Kind last = Kind.ENDED;
    long outage = -1;
    for (Change change : all) {
      boolean opens = change.kind() == Kind.OPENED;
      if (opens == (last == Kind.OPENED) || (!opens && change.outage() != outage)) {
        found.add("Out of turn: %s after %s of outage %d".formatted(change, last, outage));
      }
      last = change.kind();
      outage = change.outage();
    }
    List<Moment> actual =
        all.stream()
            .filter(change -> change.kind() != Kind.ENDED)
            .map(change -> new Moment(change.kind() == Kind.OPENED, change.date()))
            .toList();
    if (!actual.equals(wanted)) {
      found.add(
          "Outages of target %d are %s, its rounds make %s"
              .formatted(site.target(), actual, wanted));
    }
    return found.stream();
  }

  /** When an outage opened or closed. */
  private record Moment(boolean opened, Instant date) {}

  private List<Moment> expected(History history, Site site) {
    List<Moment> moments = new ArrayList<>();
    int errors = 0;
    Instant since = Instant.MIN;
    Instant before = Instant.MIN;
    boolean down = false;
    for (Round round : history.rounds()) {
      for (Verdict verdict : round.verdicts()) {
        if (verdict.target() != site.target()) {
          continue;
        }
        if (!verdict.down()) {
          if (down) {
            moments.add(new Moment(false, round.at()));
          }
          down = false;
          errors = 0;
        } else if (!down) {
          boolean inARow = errors > 0 && !round.at().isAfter(before.plus(staleAfter));
          since = inARow ? since : round.at();
          errors = inARow ? errors + 1 : 1;
          down = errors == numError;
          if (down) {
            moments.add(new Moment(true, since));
          }
        }
        before = round.at();
      }
    }
    return moments;
  }

  private static Stream<String> untrusted(Call call) {
    return call.trouble().isEmpty()
        ? Stream.empty()
        : Stream.of("The script refused (%s): %s".formatted(call.trouble(), call));
  }

  /** A repeat under the same X-Delivery-Id says the same. */
  private static Stream<String> changedRepeats(History history) {
    Map<String, Object> firsts = new HashMap<>();
    return history.calls().stream()
        .filter(
            call -> !firsts.computeIfAbsent(call.deliveryId(), _ -> said(call)).equals(said(call)))
        .map(call -> "A repeat that says something else: " + call);
  }

  private static Object said(Call call) {
    return switch (call) {
      case Call.Round round -> List.of(round.group(), round.roundAt(), round.statuses());
      case Call.Outage outage -> List.of(outage.target(), outage.status(), outage.date());
    };
  }

  /** A contact is told of each change once, in their order, and of nothing else. */
  private static Stream<String> wrongNotices(History history, Site site) {
    record Notice(int status, Instant date) {}
    List<Notice> wanted =
        history.changes().stream()
            .filter(change -> change.target() == site.target() && change.kind() != Kind.ENDED)
            .map(change ->
                new Notice(
                    change.kind() == Kind.OPENED ? change.status() : RECOVERED, change.date()))
            .toList();
    List<Notice> told =
        firstOfEach(history, Call.Outage.class).stream()
            .filter(call -> call.target() == site.target())
            .map(call -> new Notice(call.status(), call.date()))
            .toList();
    return told.equals(wanted)
        ? Stream.empty()
        : Stream.of(
            "The contact was told of target %d: %s, its outages are %s"
                .formatted(site.target(), told, wanted));
  }

  /**
   * Each round is called back once, in order, with its verdicts, but for those that are listed as
   * left out and those that a stop overtook.
   */
  private static Stream<String> wrongCallbacks(History history, long group) {
    List<String> found = new ArrayList<>();
    Map<Instant, Round> rounds = new HashMap<>();
    history.rounds().stream()
        .filter(round -> round.group() == group && !round.verdicts().isEmpty())
        .forEach(round -> rounds.put(round.at(), round));
    Set<Instant> told = new HashSet<>();
    Instant before = Instant.MIN;
    for (Call.Round call : firstOfEach(history, Call.Round.class)) {
      if (call.group() != group) {
        continue;
      }
      Round round = rounds.get(call.roundAt());
      if (round == null || !statuses(round).equals(call.statuses())) {
        found.add("A callback of no such round: %s, the round is %s".formatted(call, round));
      }
      if (!call.roundAt().isAfter(before)) {
        found.add("A callback after the one of %s: %s".formatted(before, call));
      }
      before = call.roundAt();
      told.add(call.roundAt());
    }
    rounds.values().stream()
        .filter(round -> !told.contains(round.at()) && !round.leftOut())
        .filter(round -> history.gaps().stream().noneMatch(gap -> gap.holds(round.closedAt())))
        .forEach(round -> found.add("Never called back: " + round));
    return found.stream();
  }

  private static Map<Long, Integer> statuses(Round round) {
    Map<Long, Integer> statuses = new HashMap<>();
    round.verdicts().forEach(verdict -> statuses.put(verdict.record(), verdict.down() ? 0 : 1));
    return statuses;
  }

  private static <C extends Call> List<C> firstOfEach(History history, Class<C> kind) {
    Set<String> seen = new HashSet<>();
    return history.calls().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(call -> seen.add(call.deliveryId()))
        .toList();
  }
}
