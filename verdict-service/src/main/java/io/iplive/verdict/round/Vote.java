package io.iplive.verdict.round;

import org.jspecify.annotations.Nullable;

/**
 * One node's word on a target in a round.
 *
 * @param responseMicros its response time; -1: no answer
 * @param slow UP, but slower than the check wants
 * @param evidence DOWN: what it saw, as far as it told
 */
public record Vote(
    long node,
    Kind kind,
    @Nullable Integer statusCode,
    @Nullable Integer failureCode,
    @Nullable String failureText,
    long responseMicros,
    boolean slow,
    @Nullable Evidence evidence) {

  /** A word without more. */
  public Vote(
      long node,
      Kind kind,
      @Nullable Integer statusCode,
      @Nullable Integer failureCode,
      @Nullable String failureText,
      long responseMicros) {
    this(node, kind, statusCode, failureCode, failureText, responseMicros, false, null);
  }

  /** Only UP and DOWN count. SUSPECT: said, but by a node that is not trusted now. */
  public enum Kind {
    UP,
    DOWN,
    SILENT,
    SUSPECT,
    NOT_RUN
  }

  /** The word of a node that did not answer in time. */
  public static Vote silent(long node) {
    return new Vote(node, Kind.SILENT, null, null, null, -1);
  }

  /** The same word of a node that is not trusted. */
  public Vote distrusted() {
    return new Vote(node, Kind.SUSPECT, statusCode, failureCode, failureText, responseMicros);
  }
}
