package io.iplive.notifier.text;

import java.util.Locale;

/** Languages that notices are written in. */
public enum Language {
  EN,
  RU,
  ZH;

  /** The language of a tag such as {@code ru} or {@code zh-CN}; English for every other one. */
  public static Language of(String tag) {
    String language = tag.strip().toLowerCase(Locale.ROOT);
    if (language.startsWith("ru")) {
      return RU;
    }
    return language.startsWith("zh") ? ZH : EN;
  }

  /** Its tag. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
