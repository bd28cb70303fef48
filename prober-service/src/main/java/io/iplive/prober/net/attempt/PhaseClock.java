package io.iplive.prober.net;

import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import java.util.EnumMap;
import java.util.Map;

/** Where an attempt is and how long each phase took. */
final class PhaseClock {

  private static final long NANOS_A_MICRO = 1_000;

  private final Map<Phase, Long> micros = new EnumMap<>(Phase.class);
  private Phase current = Phase.RESOLVE;
  private long since;

  PhaseClock(long nanos) {
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
    micros.put(current, (nanos - since) / NANOS_A_MICRO);
  }

  Phase current() {
    return current;
  }

  Phases phases() {
    return new Phases(
        micros(Phase.RESOLVE),
        micros(Phase.CONNECT),
        micros(Phase.TLS),
        micros(Phase.SEND),
        micros(Phase.FIRST_BYTE),
        micros(Phase.TRANSFER));
  }

  private long micros(Phase phase) {
    return micros.getOrDefault(phase, Phases.NOT_REACHED);
  }
}
