package io.iplive.prober.net;

import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import java.util.Arrays;

/** Where an attempt is and how long each phase took. */
final class PhaseClock {

  private static final long NANOS_A_MICRO = 1_000;

  private final long[] micros = new long[Phase.values().length];
  private Phase current = Phase.RESOLVE;
  private long since;

  PhaseClock(long nanos) {
    Arrays.fill(micros, Phases.NOT_REACHED);
    since = nanos;
  }

  /** Ends the current phase. Phases only go forward: an answer may overtake the request's end. */
  void enter(Phase next, long nanos) {
    if (next.compareTo(current) > 0) {
      stop(nanos);
      current = next;
      since = nanos;
    }
  }

  void stop(long nanos) {
    micros[current.ordinal()] = (nanos - since) / NANOS_A_MICRO;
  }

  Phase current() {
    return current;
  }

  Phases phases() {
    return new Phases(
        micros[Phase.RESOLVE.ordinal()],
        micros[Phase.CONNECT.ordinal()],
        micros[Phase.TLS.ordinal()],
        micros[Phase.SEND.ordinal()],
        micros[Phase.FIRST_BYTE.ordinal()],
        micros[Phase.TRANSFER.ordinal()]);
  }
}
