package io.iplive.local.letters;

import java.util.Arrays;
import java.util.Optional;

/** What operators did about a dead letter. */
public enum Deed {
  REDRIVEN("re-driven"),
  SKIPPED("skipped");

  private final String word;

  Deed(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static Optional<Deed> of(String word) {
    return Arrays.stream(values()).filter(deed -> deed.word.equals(word)).findFirst();
  }
}
