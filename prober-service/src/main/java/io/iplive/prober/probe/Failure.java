package io.iplive.prober.probe;

import org.jspecify.annotations.Nullable;

/**
 * A fault told to people.
 *
 * @param fault which
 * @param phase where the attempt was; null: it was not begun
 * @param sentence one English sentence without its full stop
 */
public record Failure(Fault fault, @Nullable Phase phase, String sentence) {

  /** Time ran out. */
  public static Failure timeout(Phase phase, long timeoutMillis) {
    return new Failure(
        Fault.ofTimeout(phase),
        phase,
        "No end within %d ms, %s".formatted(timeoutMillis, phase.doing()));
  }
}
