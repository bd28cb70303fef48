package io.iplive.prober.probe.web;

/**
 * Looks for a text in one that comes in pieces, in time linear in both whatever they are (Knuth,
 * Morris and Pratt).
 */
final class TextSearch {

  private final String wanted;

  /** Of each start of the text, how long the longest shorter start is that it ends with. */
  private final int[] borders;

  private int matched;

  /** A search for a text that is not empty. */
  TextSearch(String wanted) {
    this.wanted = wanted;
    this.borders = new int[wanted.length()];
    for (int at = 1; at < wanted.length(); at++) {
      borders[at] = after(borders[at - 1], wanted.charAt(at));
    }
  }

  /** Whether it has come. */
  boolean found() {
    return matched == wanted.length();
  }

  /** What comes next. */
  void take(CharSequence piece) {
    for (int at = 0; at < piece.length() && !found(); at++) {
      matched = after(matched, piece.charAt(at));
    }
  }

  private int after(int before, char next) {
    int length = before;
    while (length > 0 && wanted.charAt(length) != next) {
      length = borders[length - 1];
    }
    return wanted.charAt(length) == next ? length + 1 : 0;
  }
}
