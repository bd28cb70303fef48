package io.iplive.notifier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that come with the program, a set of words for each language. Keys are {@code
 * medium.notice[.codes][.audience].part}, for example {@code email.opened.4xx.client.subject}.
 */
public record BuiltIn(List<Template> templates, Map<Language, Map<String, String>> words) {

  private static final String TEXT = "text";
  private static final String SUBJECT = "subject";

  public BuiltIn {
    templates = List.copyOf(templates);
    words = Map.copyOf(words);
  }

  /**
   * Reads the words of every language.
   *
   * @throws IllegalArgumentException when a language lacks a text that others have
   */
  public static BuiltIn of(Map<Language, Map<String, String>> words) {
    List<Template> templates = new ArrayList<>();
    for (Language language : Language.values()) {
      Map<String, String> own = words.getOrDefault(language, Map.of());
      for (Medium medium : Medium.values()) {
        for (NoticeKind notice : NoticeKind.values()) {
          List<Template> found = templates(own, language, medium, notice);
          if (found.stream().noneMatch(template -> template.codes().equals("*"))) {
            throw new IllegalArgumentException(
                "No text for any code of %s by %s in %s".formatted(notice, medium, language));
          }
          templates.addAll(found);
        }
      }
    }
    return new BuiltIn(templates, words);
  }

  private static List<Template> templates(
      Map<String, String> words, Language language, Medium medium, NoticeKind notice) {
    String prefix = key(medium) + "." + key(notice) + ".";
    Map<String, String> texts = new HashMap<>();
    words.forEach((name, value) -> {
      if (name.startsWith(prefix) && name.endsWith(TEXT)) {
        texts.put(name.substring(0, name.length() - TEXT.length()), value);
      }
    });
    List<Template> found = new ArrayList<>();
    texts.forEach((stem, text) -> {
      String middle = stem.substring(prefix.length());
      Audience audience = audience(middle);
      String codes =
          audience == null
              ? middle
              : middle.substring(0, middle.length() - key(audience).length() - 1);
      found.add(
          new Template(
              notice,
              codes.isEmpty() ? "*" : codes.substring(0, codes.length() - 1),
              audience,
              language,
              medium,
              words.get(stem + SUBJECT),
              text,
              null));
    });
    return found;
  }

  /** {@code middle} is empty, or parts that each end with a dot. */
  private static @Nullable Audience audience(String middle) {
    for (Audience audience : Audience.values()) {
      if (middle.endsWith(key(audience) + ".")) {
        return audience;
      }
    }
    return null;
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A word, or a sentence, of a language; null: there is none. */
  @Nullable String word(Language language, String name) {
    return words.getOrDefault(language, Map.of()).get(name);
  }
}
