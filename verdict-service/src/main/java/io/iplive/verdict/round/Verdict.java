package io.iplive.verdict.round;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A target's outcome in a round.
 *
 * @param responseMillis mean of the trusted nodes that got an answer, rounded; null: none did
 * @param statusCode what most of the deciding votes saw; null: none, or nothing was decided
 * @param failureCode what most of the down votes saw; null unless down
 * @param failureText of the first such vote
 * @param votes every word heard until then, by node; at the deadline the silent ones too
 * @param slow up, and most of the up votes say slow
 * @param evidence down: what the first deciding node that told saw; null: none told
 */
public record Verdict(
    RoundOpened.Target target,
    Outcome outcome,
    By by,
    Instant decidedAt,
    @Nullable Integer responseMillis,
    @Nullable Integer statusCode,
    @Nullable Integer failureCode,
    @Nullable String failureText,
    List<Vote> votes,
    boolean slow,
    @Nullable Evidence evidence) {

  /** Why a target's round ended. ANSWERS: missing answers could not change it any more. */
  public enum By {
    ANSWERS,
    DEADLINE,
    LIFECYCLE
  }

  public Verdict {
    votes = List.copyOf(votes);
  }

  /** The verdict that these votes, in the order of their arrival, were decided to mean. */
  public static Verdict of(
      RoundOpened.Target target, List<Vote> votes, Outcome outcome, By by, Instant decidedAt) {
    List<Vote> deciding = votes.stream().filter(vote -> decides(vote, outcome)).toList();
    Integer failure = outcome == Outcome.DOWN ? most(deciding, Vote::failureCode) : null;
    return new Verdict(
        target,
        outcome,
        by,
        decidedAt,
        meanMillis(votes),
        most(deciding, Vote::statusCode),
        failure,
        failure == null ? null : text(deciding, failure),
        votes.stream().sorted(Comparator.comparingLong(Vote::node)).toList(),
        outcome == Outcome.UP && slow(deciding),
        outcome == Outcome.DOWN ? evidence(deciding) : null);
  }

  /** Without what was seen. */
  public Verdict untold() {
    return evidence == null
        ? this
        : new Verdict(
            target,
            outcome,
            by,
            decidedAt,
            responseMillis,
            statusCode,
            failureCode,
            failureText,
            votes,
            slow,
            null);
  }

  private static boolean slow(List<Vote> deciding) {
    long slow = deciding.stream().filter(Vote::slow).count();
    return 2 * slow > deciding.size();
  }

  private static @Nullable Evidence evidence(List<Vote> deciding) {
    for (Vote vote : deciding) {
      if (vote.evidence() != null) {
        return vote.evidence();
      }
    }
    return null;
  }

  private static boolean decides(Vote vote, Outcome outcome) {
    return switch (outcome) {
      case UP -> vote.kind() == Vote.Kind.UP;
      case DOWN -> vote.kind() == Vote.Kind.DOWN;
      case INCONCLUSIVE, CANCELLED -> false;
    };
  }

  private static @Nullable Integer meanMillis(List<Vote> votes) {
    long sum = 0;
    int count = 0;
    for (Vote vote : votes) {
      boolean counts = vote.kind() == Vote.Kind.UP || vote.kind() == Vote.Kind.DOWN;
      if (counts && vote.responseMicros() >= 0) {
        sum += vote.responseMicros();
        count++;
      }
    }
    return count == 0 ? null : Math.toIntExact((sum + 500L * count) / (1000L * count));
  }

  /** The commonest value; of several, the one seen first. */
  private static @Nullable Integer most(
      List<Vote> votes, Function<Vote, @Nullable Integer> property) {
    Integer best = null;
    long bestCount = 0;
    for (Vote vote : votes) {
      Integer value = property.apply(vote);
      long count =
          value == null ? 0 : votes.stream().filter(v -> value.equals(property.apply(v))).count();
      if (count > bestCount) {
        best = value;
        bestCount = count;
      }
    }
    return best;
  }

  private static @Nullable String text(List<Vote> votes, Integer failure) {
    for (Vote vote : votes) {
      if (Objects.equals(vote.failureCode(), failure) && vote.failureText() != null) {
        return vote.failureText();
      }
    }
    return null;
  }
}
