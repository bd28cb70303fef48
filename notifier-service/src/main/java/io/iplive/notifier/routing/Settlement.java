package io.iplive.notifier.routing;

import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Silencing.Verdict;
import java.util.List;

/** What becomes of an outage that is silent and goes on. */
public sealed interface Settlement {

  /** It is told. */
  record Told(Held held, List<Routed> routed) implements Settlement {

    public Told {
      routed = List.copyOf(routed);
    }
  }

  /** It stays silent. */
  record Quiet(Held held, Verdict.Silence silence) implements Settlement {}
}
