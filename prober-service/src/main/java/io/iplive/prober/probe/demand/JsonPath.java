package io.iplive.prober.probe.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a JSON text a value stands: {@code $.a.b[0]['c d']}. One value, no filters.
 *
 * @param text as it was written
 * @param steps from the whole text inwards
 */
public record JsonPath(String text, List<Step> steps) {

  private static final int LONGEST = 512;
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<name>[^.\\[\\]'\"\\s]+)|\\[(?<index>\\d{1,6})\\]|\\['(?<quoted>[^']+)'\\]");

  /** One step inwards. */
  public sealed interface Step {

    /** To a member of an object. */
    record Member(String name) implements Step {}

    /** To an element of an array, from 0. */
    record Element(int index) implements Step {}
  }

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static JsonPath parse(String text) {
    if (!text.startsWith("$") || text.length() > LONGEST) {
      throw invalid(text);
    }
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int at = 1;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw invalid(text);
      }
      steps.add(step(matcher));
      at = matcher.end();
    }
    return new JsonPath(text, steps);
  }

  private static Step step(Matcher found) {
    if (found.group("index") != null) {
      return new Step.Element(Integer.parseInt(found.group("index")));
    }
    String name = found.group("name");
    return new Step.Member(name == null ? found.group("quoted") : name);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "jsonPath is '%s', allowed are forms like $.a.b[0]['c d']".formatted(text));
  }

  @Override
  public String toString() {
    return text;
  }
}
