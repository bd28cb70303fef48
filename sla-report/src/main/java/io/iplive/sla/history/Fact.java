package io.iplive.sla.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rounds.v1 tells of a monitor, in its order. */
public sealed interface Fact {

  /** A round that closed. */
  record Round(long at, int periodSeconds, List<Judged> targets) implements Fact {
    public Round {
      targets = List.copyOf(targets);
    }
  }

  /**
   * A change of the monitor; what it names is as in the schema of lifecycle facts.
   *
   * @param at when it was commanded
   * @param appended when rounds.v1 had it
   */
  record Command(What what, long at, long appended, int periodSeconds, List<Named> targets)
      implements Fact {

    /** As the verdict has it: what is told later is of a monitor whose topics were lost. */
    private static final long LATE = 60_000;

    public Command {
      targets = List.copyOf(targets);
    }

    /** From when on it tells: a monitor that is told anew was watched before it, unrecorded. */
    long tells() {
      return appended - at > LATE ? appended : at;
    }
  }

  /** What a round says of a target. */
  enum Outcome {
    UP,
    DOWN,
    INCONCLUSIVE,
    CANCELLED
  }

  /** Kinds of changes. */
  enum What {
    STARTED,
    CHANGED,
    PAUSED,
    STOPPED,
    REMOVED,
    MOVED,
    SUSPENDED
  }

  /**
   * A target in a round.
   *
   * @param addressVersion of the address that was probed
   * @param responseMillis null: nothing answered
   */
  record Judged(
      long target,
      long record,
      long addressVersion,
      Outcome outcome,
      @Nullable Integer responseMillis,
      List<Vote> votes) {}

  /** A node's word: the outcome as it saw it, null where it said nothing that counts. */
  record Vote(long node, @Nullable Outcome saw, long responseMicros) {}

  /** A target that a change names. */
  record Named(long target, long record, long addressVersion) {}
}
