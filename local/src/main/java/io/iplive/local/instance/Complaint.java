package io.iplive.local.instance;

import org.jspecify.annotations.Nullable;

/** What went wrong, as one sentence for the person at the terminal that says what to do. */
public final class Complaint extends RuntimeException {

  private final int exitCode;
  private final @Nullable String part;

  public Complaint(String sentence) {
    super(sentence);
    this.exitCode = 1;
    this.part = null;
  }

  public Complaint(String sentence, @Nullable Throwable cause) {
    this(sentence, cause, 1, null);
  }

  private Complaint(
      String sentence, @Nullable Throwable cause, int exitCode, @Nullable String part) {
    super(sentence, cause);
    this.exitCode = exitCode;
    this.part = part;
  }

  /** About a part, whose log tells more. */
  public static Complaint about(String part, String sentence, Throwable cause) {
    return new Complaint(sentence, cause, 1, part);
  }

  /** The same, ending the program with another code. */
  public Complaint ending(int code) {
    return code == exitCode ? this : new Complaint(sentence(), this, code, part);
  }

  /** What the program ends with for it. */
  public int exitCode() {
    return exitCode;
  }

  /** The part whose log tells more; null: the sentence says all. */
  public @Nullable String part() {
    return part;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
