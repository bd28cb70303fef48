package io.iplive.prober.probe;

import org.jspecify.annotations.Nullable;

/**
 * The raw facts of one attempt.
 *
 * @param finding how it ended
 * @param phases where its time went, summed over redirects
 * @param remoteAddress literal that was connected to, or would have been; null: none was known
 * @param evidence what was seen
 * @param learned what may be told also of a good end; null: nothing
 */
public record Attempt(
    Finding finding,
    Phases phases,
    @Nullable String remoteAddress,
    Evidence evidence,
    @Nullable Learned learned) {

  /** One that learned nothing. */
  public Attempt(
      Finding finding, Phases phases, @Nullable String remoteAddress, Evidence evidence) {
    this(finding, phases, remoteAddress, evidence, null);
  }

  /** How an attempt ended. */
  public sealed interface Finding {

    /** A complete answer of HTTP. */
    record Answered(int statusCode) implements Finding {}

    /** A good end in a protocol without status codes. */
    record Satisfied() implements Finding {}

    /** An answer of HTTP that began and did not end well. */
    record Broken(int statusCode, Failure failure) implements Finding {}

    /** No answer, or a wrong one in a protocol without status codes. */
    record Failed(Failure failure) implements Finding {}
  }

  /** An attempt that was not begun. */
  static Attempt notBegun(Failure failure) {
    return new Attempt(new Finding.Failed(failure), Phases.NONE, null, Evidence.NONE);
  }
}
