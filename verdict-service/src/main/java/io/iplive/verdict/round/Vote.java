package io.iplive.verdict.round;

import org.jspecify.annotations.Nullable;

/**
 * One node's word on a target in a round.
 *
 * @param responseMicros its response time; -1: no answer
 */
public record Vote(
    long node,
    Kind kind,
    @Nullable Integer statusCode,
    @Nullable Integer failureCode,
    @Nullable String failureText,
    long responseMicros) {

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
