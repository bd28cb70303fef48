package io.iplive.benchmarks;

/** Why a benchmark cannot go on: a sentence for whoever started it. */
public final class Complaint extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Complaint(String sentence) {
    super(sentence);
  }

  public Complaint(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
