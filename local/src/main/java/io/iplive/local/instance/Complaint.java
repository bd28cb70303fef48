package io.iplive.local.instance;

/** What went wrong, as one sentence for the person at the terminal that says what to do. */
public final class Complaint extends RuntimeException {

  public Complaint(String sentence) {
    super(sentence);
  }

  public Complaint(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
