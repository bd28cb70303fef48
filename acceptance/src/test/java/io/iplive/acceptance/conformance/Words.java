package io.iplive.acceptance.conformance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for {@code ${…}}: a word that was given or that an answer told, {@code now+60} for a
 * second to come, {@code x*300} for a text that often.
 */
public final class Words {

  private static final Pattern PLACE = Pattern.compile("\\$\\{((?:[^{}]|\\{})+)}");
  private static final Pattern TIMES = Pattern.compile("(.+)\\*([0-9]+)");
  private static final Pattern TIME = Pattern.compile("now([+-][0-9]+)");

  private final Map<String, String> words = new HashMap<>();

  /** From now on the word means this. */
  public void put(String word, String meaning) {
    words.put(word, meaning);
  }

  /** What the word means. */
  public String get(String word) {
    String meaning = words.get(word);
    if (meaning == null) {
      throw new AssertionError("No row has told what ${%s} is".formatted(word));
    }
    return meaning;
  }

  String fill(String text) {
    return fill(text, UnaryOperator.identity());
  }

  /** For people: what is not known yet stands as it is. */
  String fillKnown(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(place ->
            Matcher.quoteReplacement(
                place.group(1).contains(":") || !known(place.group(1))
                    ? place.group()
                    : meaning(place.group(1))));
  }

  private boolean known(String word) {
    return words.containsKey(word) || TIMES.matcher(word).matches() || TIME.matcher(word).matches();
  }

  /** Of a form: meanings are percent-encoded, and what could not be sent otherwise. */
  String fillForm(String text) {
    StringBuilder sent = new StringBuilder();
    fill(text, meaning -> URLEncoder.encode(meaning, StandardCharsets.UTF_8))
        .codePoints()
        .forEach(point -> {
          String one = Character.toString(point);
          sent.append(
              point > ' ' && point < 0x7f ? one : URLEncoder.encode(one, StandardCharsets.UTF_8));
        });
    return sent.toString();
  }

  private String fill(String text, UnaryOperator<String> written) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(written.apply(meaning(place.group(1)))));
  }

  private String meaning(String word) {
    Matcher times = TIMES.matcher(word);
    if (times.matches()) {
      return times.group(1).repeat(Integer.parseInt(times.group(2)));
    }
    Matcher time = TIME.matcher(word);
    return time.matches()
        ? Long.toString(Instant.now().getEpochSecond() + Long.parseLong(time.group(1)))
        : get(word);
  }
}
