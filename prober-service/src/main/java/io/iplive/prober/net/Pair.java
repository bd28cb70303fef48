package io.iplive.prober.net;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Judge;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.check.ExpectedCodes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Two attempts at once that count as one: the one that is not good, else the slower. */
final class Pair {

  private final ExpectedCodes expected;
  private final Consumer<Attempt> ended;
  private @Nullable Attempt first;
  private @Nullable Attempt second;

  Pair(ExpectedCodes expected, Consumer<Attempt> ended) {
    this.expected = expected;
    this.ended = ended;
  }

  void first(Attempt attempt) {
    first = attempt;
    settle();
  }

  void second(Attempt attempt) {
    second = attempt;
    settle();
  }

  private void settle() {
    if (first != null && second != null) {
      ended.accept(telling(first, second));
    }
  }

  /** A target that fails over one version is down, whatever became of the other. */
  private Attempt telling(Attempt one, Attempt other) {
    int rank = rank(one) - rank(other);
    boolean slower = other.phases().totalMicros() > one.phases().totalMicros();
    return rank > 0 || (rank == 0 && !slower) ? one : other;
  }

  private int rank(Attempt attempt) {
    return switch (Judge.outcome(attempt, expected)) {
      case Outcome.Up _ -> 0;
      case Outcome.NotRun _ -> 1;
      case Outcome.Down _ -> 2;
    };
  }
}
