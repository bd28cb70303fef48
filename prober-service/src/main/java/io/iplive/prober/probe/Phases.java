package io.iplive.prober.probe;

/**
 * Microseconds spent in each phase of one attempt. {@link #NOT_REACHED} stands for a phase that was
 * not entered; the phase an attempt died in has the time until then.
 */
public record Phases(
    long resolveMicros,
    long connectMicros,
    long tlsMicros,
    long sendMicros,
    long firstByteMicros,
    long transferMicros) {

  public static final long NOT_REACHED = -1;

  /** No phase entered. */
  public static final Phases NONE =
      new Phases(NOT_REACHED, NOT_REACHED, NOT_REACHED, NOT_REACHED, NOT_REACHED, NOT_REACHED);

  /** The whole of the attempt. */
  public long totalMicros() {
    return Math.max(0, resolveMicros)
        + Math.max(0, connectMicros)
        + Math.max(0, tlsMicros)
        + Math.max(0, sendMicros)
        + Math.max(0, firstByteMicros)
        + Math.max(0, transferMicros);
  }
}
