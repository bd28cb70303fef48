package io.iplive.verdict.collector;

import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a monitor's collector remembers beside open rounds. A new one is made whenever a round opens
 * or closes or a fact passes, never for a mere answer.
 *
 * @param newest version of the newest lifecycle fact
 * @param account version of the account's event of the newest fact of that version; 0: none
 * @param applied kinds of facts of those versions that have passed: a repeated one is no news
 * @param newestRound newest round opened
 * @param changedAt topic time of the last change
 * @param aliveAt topic time at which a round last closed, or monitoring began
 * @param staleAfter how long after that the monitor is stale
 */
public record Head(
    Version newest,
    long account,
    Set<Lifecycle.Kind> applied,
    Life life,
    Instant newestRound,
    Instant changedAt,
    Instant aliveAt,
    Duration staleAfter) {

  public Head {
    applied = Set.copyOf(applied);
  }

  static Head fresh(Instant now) {
    return new Head(
        Version.NONE, 0, Set.of(), new Life.Unheard(), Instant.EPOCH, now, now, Duration.ZERO);
  }

  /** Whether a fact is older than the newest, or a repeated one. */
  boolean knows(Lifecycle fact) {
    int order = order(fact);
    return order < 0 || (order == 0 && applied.contains(fact.kind()));
  }

  /** An account may be suspended and resumed while the definition stays. */
  private int order(Lifecycle fact) {
    int order = fact.version().compareTo(newest);
    return order == 0 ? Long.compare(fact.accountVersion(), account) : order;
  }

  /** Whether rounds of this definition are void. */
  boolean voids(Version version) {
    if (version.isBefore(newest)) {
      return true;
    }
    return switch (life) {
      case Life.Unheard _, Life.Active _ -> false;
      case Life.Paused(Version by) -> !version.isAfter(by);
      case Life.Stopped(Version by, Instant _) -> !version.isAfter(by);
    };
  }

  Head after(Lifecycle fact, Instant now) {
    Set<Lifecycle.Kind> kinds = EnumSet.of(fact.kind());
    if (order(fact) == 0) {
      kinds.addAll(applied);
    }
    Life next = lifeAfter(fact, now);
    boolean begins = fact.kind() == Lifecycle.Kind.STARTED;
    return new Head(
        fact.version(),
        fact.accountVersion(),
        kinds,
        next,
        newestRound,
        now,
        begins ? now : aliveAt,
        Policy.staleAfter(fact.period()));
  }

  Head opened(Instant roundAt, Policy policy, Instant now) {
    boolean wasActive = life instanceof Life.Active;
    return new Head(
        newest,
        account,
        applied,
        new Life.Active(),
        roundAt,
        now,
        wasActive ? aliveAt : now,
        policy.staleAfter());
  }

  Head closed(Instant now) {
    return new Head(newest, account, applied, life, newestRound, now, now, staleAfter);
  }

  private Life lifeAfter(Lifecycle fact, Instant now) {
    return switch (fact.kind()) {
      case STARTED -> new Life.Active();
      case PAUSED, SUSPENDED -> new Life.Paused(fact.version());
      case STOPPED -> new Life.Stopped(fact.version(), now);
      case CHANGED, TARGETS_REMOVED, TARGETS_MOVED ->
          switch (life) {
            case Life.Unheard _, Life.Active _ -> new Life.Active();
            case Life.Paused _, Life.Stopped _ -> life;
          };
    };
  }
}
