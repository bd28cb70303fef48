package io.iplive.verdict.replay;

import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * From when on a replay knows as much of a monitor's targets as the machine did: from the first
 * record on when all are kept. When older ones were deleted, a target may have been down before; it
 * is certain once a command has ended what was open, or as many good rounds in a row as close any
 * outage have passed.
 */
final class Certainty {

  /** Commands carry the times of another clock than rounds: what is certain is past both. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private record Doubt(long addressVersion, int good) {}

  private final Map<Long, Doubt> doubts = new HashMap<>();
  private final Map<Long, Instant> ofTargets = new HashMap<>();
  private Instant ofAll;
  private Instant certain = Instant.MIN;
  private boolean begun;

  Certainty(boolean whole) {
    ofAll = whole ? Instant.MIN : Instant.MAX;
  }

  /** Whether a replay knows what happens to the target then. */
  boolean covers(long target, Instant at) {
    return at.isAfter(ofAll) || at.isAfter(ofTargets.getOrDefault(target, Instant.MAX));
  }

  void take(RoundEvent event) {
    if (ofAll.equals(Instant.MIN)) {
      return;
    }
    switch (event) {
      case RoundEvent.Changed(Lifecycle fact) -> {
        reached(fact.commandAt());
        changed(fact);
      }
      case RoundEvent.Closed closed -> {
        reached(closed.round().at());
        for (Verdict verdict : closed.verdicts()) {
          decided(closed.round(), verdict);
        }
      }
    }
    begun = true;
  }

  private void changed(Lifecycle fact) {
    switch (fact.kind()) {
      case PAUSED, SUSPENDED, STOPPED -> all(certain);
      case STARTED -> {
        if (!begun) {
          all(certain);
        }
      }
      case TARGETS_REMOVED ->
          fact.targets().forEach(target -> ofTargets.putIfAbsent(target.id(), certain));
      case CHANGED, TARGETS_MOVED -> fact.targets().forEach(target -> doubts.remove(target.id()));
    }
  }

  private void reached(Instant at) {
    Instant past = at.plus(SKEW);
    certain = past.isAfter(certain) ? past : certain;
  }

  private void all(Instant at) {
    ofAll = at.isBefore(ofAll) ? at : ofAll;
  }

  private void decided(Round round, Verdict verdict) {
    long target = verdict.target().id();
    long address = verdict.target().addressVersion();
    Doubt before = doubts.getOrDefault(target, new Doubt(address, 0));
    if (address < before.addressVersion()) {
      return;
    }
    int good = address > before.addressVersion() ? 0 : before.good();
    int now =
        switch (verdict.outcome()) {
          case UP -> good + 1;
          case DOWN -> 0;
          case INCONCLUSIVE, CANCELLED -> good;
        };
    doubts.put(target, new Doubt(address, now));
    if (now >= round.policy().numOk()) {
      ofTargets.putIfAbsent(target, certain);
    }
  }
}
