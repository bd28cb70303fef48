package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import java.util.Arrays;

/** Where an attempt is and how long each phase took, summed where one is entered again. */
final class PhaseClock {

  private static final int PHASES = Phase.values().length;
  private static final long NANOS_A_MICRO = 1_000;

  private final long[] nanos = new long[PHASES];
  private Phase current = Phase.RESOLVE;
  private long since;

  PhaseClock(long now) {
    since = now;
    Arrays.fill(nanos, Phases.NOT_REACHED);
  }

  /** Ends the current phase and begins a later one; an earlier one is passed over. */
  void advance(Phase next, long now) {
    if (next.compareTo(current) > 0) {
      move(next, now);
    }
  }

  /** Ends the current phase and begins another, an earlier one too. */
  void move(Phase next, long now) {
    stop(now);
    current = next;
  }

  /** Goes on with a phase, of which only so much counts until now. */
  void count(Phase phase, long took, long now) {
    move(phase, now);
    nanos[index(phase)] = took;
  }

  void stop(long now) {
    int index = index(current);
    nanos[index] = Math.max(0, nanos[index]) + now - since;
    since = now;
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
    long spent = nanos[index(phase)];
    return spent < 0 ? Phases.NOT_REACHED : spent / NANOS_A_MICRO;
  }

  /** Not a map: this is done at each step of each probe. */
  @SuppressWarnings("EnumOrdinal")
  private static int index(Phase phase) {
    return phase.ordinal();
  }
}
