package io.iplive.local.instance;

import org.jspecify.annotations.Nullable;

/** What went wrong, as one sentence for the person at the terminal that says what to do. */
public final class Complaint extends RuntimeException {

  private final int exitCode;

  public Complaint(String sentence) {
    super(sentence);
    this.exitCode = 1;
  }

  public Complaint(String sentence, @Nullable Throwable cause) {
    this(sentence, cause, 1);
  }

  private Complaint(String sentence, @Nullable Throwable cause, int exitCode) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  /** The same, ending the program with another code. */
  public Complaint ending(int code) {
    return code == exitCode ? this : new Complaint(sentence(), this, code);
  }

  /** What the program ends with for it. */
  public int exitCode() {
    return exitCode;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
