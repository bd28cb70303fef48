package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.Ballot;
import io.iplive.verdict.collector.OpenRound;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.outage.Outages;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Targets whose rows a step has changed. A verdict that catches up has hundreds of open rounds a
 * monitor, of which a step touches one: both lists are gone through once, side by side, and a round
 * that is the same object is not looked into.
 */
final class ChangedTargets {

  private final Monitor after;
  private final Set<Long> changed;

  private ChangedTargets(Monitor before, Monitor after) {
    this.after = after;
    changed =
        new LinkedHashSet<>(after.outages().targets().changedSince(before.outages().targets()));
    changed.addAll(after.rollups().tracks().changedSince(before.rollups().tracks()));
  }

  static Set<Long> between(Monitor before, Monitor after) {
    ChangedTargets targets = new ChangedTargets(before, after);
    targets.addOfRounds(before.collector().open(), after.collector().open());
    return targets.changed;
  }

  @SuppressWarnings("ReferenceEquality")
  private void addOfRounds(List<OpenRound> before, List<OpenRound> now) {
    if (before == now) {
      return;
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < now.size()) {
      OpenRound was = i < before.size() ? before.get(i) : null;
      OpenRound is = j < now.size() ? now.get(j) : null;
      int order = was == null ? 1 : is == null ? -1 : at(was).compareTo(at(is));
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
      if (order == 0 && was == is) {
        continue;
      }
      boolean same = order == 0 && was != null && is != null && was.opened().equals(is.opened());
      if (was != null && order <= 0 && !same) {
        addUnheld(was);
      }
      if (is != null && order >= 0) {
        addVoted(same ? was : null, is);
      }
    }
  }

  private static Instant at(OpenRound round) {
    return round.opened().round().at();
  }

  private void addVoted(@Nullable OpenRound before, OpenRound round) {
    for (int i = 0; i < round.ballots().size(); i++) {
      Ballot ballot = round.ballots().get(i);
      if (before == null ? StateAvro.isStored(ballot) : !before.ballots().get(i).equals(ballot)) {
        changed.add(round.opened().targets().get(i).id());
      }
    }
  }

  /** A closed round leaves no row behind for targets of which nothing else is kept. */
  private void addUnheld(OpenRound closed) {
    Outages outages = after.outages();
    for (int i = 0; i < closed.ballots().size(); i++) {
      long target = closed.opened().targets().get(i).id();
      if (StateAvro.isStored(closed.ballots().get(i)) && outages.targets().get(target) == null) {
        changed.add(target);
      }
    }
  }
}
