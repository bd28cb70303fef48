package io.iplive.verdict.collector;

import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The words on one target in one open round, in the order of their arrival. */
public sealed interface Ballot {

  List<Vote> votes();

  /** Still open. */
  record Undecided(List<Vote> votes) implements Ballot {
    public Undecided {
      votes = List.copyOf(votes);
    }

    Undecided with(Vote vote) {
      List<Vote> more = new ArrayList<>(votes);
      more.add(vote);
      return new Undecided(more);
    }
  }

  /**
   * Decided; kept until the round closes.
   *
   * @param order how many targets of the round were decided before
   */
  record Decided(List<Vote> votes, int order, Outcome outcome, Verdict.By by, Instant at)
      implements Ballot {
    public Decided {
      votes = List.copyOf(votes);
    }
  }

  /** Whether this node's word is known already. */
  default boolean holds(long node) {
    for (Vote vote : votes()) {
      if (vote.node() == node) {
        return true;
      }
    }
    return false;
  }
}
