package io.iplive.notifier.text;

import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders in braces.
 *
 * @param codes a status code (404), a class (4xx), or * for any
 * @param audience whom it addresses; null: both
 * @param subject of a mail; null: the built-in one
 * @param html of a mail; null: made from the text
 */
public record Template(
    NoticeKind notice,
    String codes,
    @Nullable Audience audience,
    Language language,
    Medium medium,
    @Nullable String subject,
    String text,
    @Nullable String html) {

  private static final String ANY = "*";
  private static final int EXACT = 4;
  private static final int CLASS = 2;
  private static final int NO_MATCH = -1;

  /** How exactly it fits; negative: not at all. */
  int fits(Notice about, Audience reader, Language wanted, Medium on) {
    if (notice != about.kind()
        || language != wanted
        || medium != on
        || (audience != null && audience != reader)) {
      return NO_MATCH;
    }
    int forAudience = audience == null ? 0 : 1;
    String code = Integer.toString(about.chosen());
    if (codes.equals(code) || codes.equals(Integer.toString(about.code()))) {
      return EXACT + forAudience;
    }
    if (codes.equals(ANY)) {
      return forAudience;
    }
    boolean ofClass = code.length() == codes.length() && codes.equals(code.charAt(0) + "xx");
    return ofClass ? CLASS + forAudience : NO_MATCH;
  }
}
