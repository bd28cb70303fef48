package io.iplive.schemas;

/**
 * Records that tell how far a partition of schedule.v1 or probe-results.v1 has come, four a second.
 * Those of probe-results.v1 have no value.
 */
public final class Ticks {

  /** The key of each, in UTF-8. */
  public static final String KEY = "tick";

  /** The header of a tick of schedule.v1 whose scheduler ticks in probe-results.v1 too. */
  public static final String OF_ANSWERS = "answers-tick";

  private Ticks() {}
}
