package io.iplive.verdict.conduct;

import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of nodes in the last minute, in slices of ten seconds by the time of schedule.v1.
 * It is a hint and no state: an instance that takes a partition over begins anew. Not for use by
 * several threads.
 */
public final class Observation {

  /** What a report covers. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  /** Distinct targets that are told apart. */
  public static final int MOST_TARGETS = 64;

  private static final Duration SLICE = Duration.ofSeconds(10);

  /** How many others have to agree for a node to be against them. */
  private static final int CROWD = 2;

  private final Deque<Slice> slices = new ArrayDeque<>();

  private record Slice(Instant begin, Map<Long, Counts> nodes) {}

  private static final class Counts {
    private long heard;
    private long silent;
    private long compared;
    private long against;
    private final Set<Long> targets = new HashSet<>();

    private void add(Counts other) {
      heard += other.heard;
      silent += other.silent;
      compared += other.compared;
      against += other.against;
      other.targets.forEach(this::was);
    }

    private void was(long target) {
      if (targets.size() < MOST_TARGETS) {
        targets.add(target);
      }
    }

    private Conduct of(long node) {
      return new Conduct(node, heard, silent, compared, against, targets.size());
    }
  }

  /** A round closed. */
  public void saw(List<Verdict> verdicts, Instant now) {
    if (slices.isEmpty()) {
      slices.add(new Slice(now, new HashMap<>()));
    }
    Map<Long, Counts> nodes = slices.getLast().nodes();
    for (Verdict verdict : verdicts) {
      if (verdict.outcome() != Outcome.CANCELLED) {
        for (Vote vote : verdict.votes()) {
          count(nodes.computeIfAbsent(vote.node(), _ -> new Counts()), vote, verdict);
        }
      }
    }
  }

  private static void count(Counts counts, Vote vote, Verdict verdict) {
    if (vote.kind() == Vote.Kind.SILENT) {
      counts.silent++;
      return;
    }
    counts.heard++;
    Outcome said = said(vote);
    if (said != null && agreed(verdict, vote)) {
      counts.compared++;
      if (said != verdict.outcome()) {
        counts.against++;
        counts.was(verdict.target().id());
      }
    }
  }

  /** The word of one that is not trusted now is looked at all the same: it may have recovered. */
  private static @Nullable Outcome said(Vote vote) {
    return switch (vote.kind()) {
      case UP -> Outcome.UP;
      case DOWN -> Outcome.DOWN;
      case SUSPECT -> vote.failureCode() == null ? Outcome.UP : Outcome.DOWN;
      case SILENT, NOT_RUN -> null;
    };
  }

  private static boolean agreed(Verdict verdict, Vote own) {
    Vote.Kind kind =
        switch (verdict.outcome()) {
          case UP -> Vote.Kind.UP;
          case DOWN -> Vote.Kind.DOWN;
          case INCONCLUSIVE, CANCELLED -> null;
        };
    return verdict.votes().stream()
            .filter(vote -> vote.node() != own.node() && vote.kind() == kind)
            .count()
        >= CROWD;
  }

  /** What the last minute came to, once a slice is over; null: none is, or nothing was seen. */
  public @Nullable List<Conduct> due(Instant now) {
    if (slices.isEmpty() || slices.getLast().begin().plus(SLICE).isAfter(now)) {
      return null;
    }
    while (!slices.isEmpty() && !slices.getFirst().begin().plus(WINDOW).isAfter(now)) {
      slices.removeFirst();
    }
    Map<Long, Counts> sums = new TreeMap<>();
    for (Slice slice : slices) {
      slice
          .nodes()
          .forEach((node, counts) -> sums.computeIfAbsent(node, _ -> new Counts()).add(counts));
    }
    slices.add(new Slice(now, new HashMap<>()));
    return sums.isEmpty()
        ? null
        : sums.entrySet().stream().map(sum -> sum.getValue().of(sum.getKey())).toList();
  }
}
