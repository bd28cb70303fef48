package io.iplive.images;

import java.io.Serial;

/** What keeps the images from being made, in a sentence that says what to do. */
public final class Complaint extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public Complaint(String sentence) {
    super(sentence);
  }

  public Complaint(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
