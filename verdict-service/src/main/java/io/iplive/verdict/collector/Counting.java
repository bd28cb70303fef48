package io.iplive.verdict.collector;

import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Vote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an answer counts in a round. */
final class Counting {

  private Counting() {}

  /** The same round when the answer does not count. */
  static OpenRound of(OpenRound round, Answer answer, List<Collected> out) {
    int index = round.opened().indexOf(answer.target());
    RoundOpened.@Nullable Asked asked = asked(round.opened(), answer.vote().node());
    if (index < 0 || asked == null) {
      out.add(new Collected.Read(Reading.FOREIGN));
      return round;
    }
    Ballot ballot = round.ballots().get(index);
    if (ballot.holds(answer.vote().node())) {
      out.add(new Collected.Read(Reading.DUPLICATE));
      return round;
    }
    return switch (ballot) {
      case Ballot.Decided _ -> {
        out.add(new Collected.Read(Reading.LATE));
        yield round;
      }
      case Ballot.Undecided undecided -> {
        out.add(new Collected.Read(Reading.COUNTED));
        Vote vote = asked.suspect() ? answer.vote().distrusted() : answer.vote();
        yield round.with(index, undecided.with(vote));
      }
    };
  }

  private static RoundOpened.@Nullable Asked asked(RoundOpened opened, long node) {
    for (RoundOpened.Asked asked : opened.asked()) {
      if (asked.node() == node) {
        return asked;
      }
    }
    return null;
  }
}
