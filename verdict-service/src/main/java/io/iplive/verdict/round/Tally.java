package io.iplive.verdict.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the votes on a target stand.
 *
 * @param lost words that will never count: silent, suspect, not run
 * @param pending nodes that may still speak
 */
public record Tally(int up, int down, int lost, int pending) {

  /** Counts the votes so far; a node asked while suspect is lost from the start. */
  public static Tally of(List<RoundOpened.Asked> asked, List<Vote> votes) {
    int up = 0;
    int down = 0;
    int lost = 0;
    for (Vote vote : votes) {
      switch (vote.kind()) {
        case UP -> up++;
        case DOWN -> down++;
        case SILENT, SUSPECT, NOT_RUN -> lost++;
      }
    }
    int pending = 0;
    for (RoundOpened.Asked node : asked) {
      if (!spoke(node.node(), votes)) {
        if (node.suspect()) {
          lost++;
        } else {
          pending++;
        }
      }
    }
    return new Tally(up, down, lost, pending);
  }

  /**
   * The outcome, as soon as no answer can change it; null before.
   *
   * <p>Down when enough say so; up when those missing could not make it down; what lies between is
   * inconclusive. A missing word never lowers the votes needed.
   */
  public @Nullable Outcome outcome(int votesNeeded) {
    if (down >= votesNeeded) {
      return Outcome.DOWN;
    }
    if (down + lost + pending < votesNeeded) {
      return Outcome.UP;
    }
    boolean canBeDown = down + pending >= votesNeeded;
    boolean canBeUp = down + lost < votesNeeded;
    return canBeDown || canBeUp ? null : Outcome.INCONCLUSIVE;
  }

  /** The tally when nobody may speak any more. */
  public Tally closed() {
    return new Tally(up, down, lost + pending, 0);
  }

  private static boolean spoke(long node, List<Vote> votes) {
    for (Vote vote : votes) {
      if (vote.node() == node) {
        return true;
      }
    }
    return false;
  }
}
