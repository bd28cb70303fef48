package io.iplive.verdict.outage;

import io.iplive.verdict.round.Verdict;
import org.jspecify.annotations.Nullable;

/** Why an outage was opened: what the round that did it saw. */
public record Cause(
    @Nullable Integer statusCode, @Nullable Integer failureCode, @Nullable String failureText) {

  static Cause of(Verdict verdict) {
    return new Cause(verdict.statusCode(), verdict.failureCode(), verdict.failureText());
  }
}
