package io.iplive.acceptance.conformance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.conformance.Row.Expected;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer and how it is compared. {@code ${name:kind}} in an expected text is any value of that
 * kind, which rows below know by the name.
 */
record Answer(int status, String body, Map<String, String> headers) {

  private static final Pattern PLACE = Pattern.compile("\\$\\{((?:[^{}]|\\{})+)}");
  private static final Pattern OPEN = Pattern.compile("([A-Za-z0-9]+):([a-z]+)");
  private static final String SECOND = "now";
  private static final long MOST_SECONDS_OFF = 900;

  /** The kinds of values, by name. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          entry("id", "[1-9][0-9]{0,9}"),
          entry(SECOND, "[0-9]{10}"),
          entry("second", "[0-9]{10}"),
          entry("ms", "[0-9]{1,5}"),
          entry("millis", "[0-9]{13}"),
          entry("number", "-?[0-9]+(?:\\.[0-9]+)?"),
          entry("money", "[0-9]+\\.[0-9]{6}"),
          entry("secret", "[A-Za-z0-9_-]{32,}"),
          entry("short", "[A-Za-z0-9_-]{32}"),
          entry("break", "\n"),
          entry("text", "[^\"<]*"));

  static Answer of(HttpResponse<String> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return new Answer(response.statusCode(), response.body(), headers);
  }

  /** Fails unless the answer is as expected; what it tells is in the words from then on. */
  void check(Row.Step step, Words words) {
    assertThat(status).as("%s: status of %s", step.at(), body).isEqualTo(step.status());
    step.expected().forEach(expected -> check(step.at(), expected, words));
  }

  private void check(String at, Expected expected, Words words) {
    switch (expected) {
      case Expected.Body(String text) -> match(at, text, words, false);
      case Expected.Part(String text) -> match(at, text, words, true);
      case Expected.Nowhere(String text) ->
          assertThat(headers + body).as(at).doesNotContainIgnoringCase(words.fill(text));
      case Expected.Header(String name, String text) ->
          assertThat(plain(headers.getOrDefault(name.toLowerCase(Locale.ROOT), "none")))
              .as("%s: %s", at, name)
              .matches(pattern(plain(text), words));
    }
  }

  /** Servers may write a header's parameter with a blank before it or without. */
  private static String plain(String header) {
    return header.replace("; ", ";").toLowerCase(Locale.ROOT);
  }

  private void match(String at, String text, Words words, boolean part) {
    Matcher found = pattern(text, words).matcher(body);
    if (part ? !found.find() : !found.matches()) {
      assertThat(body).as(at).isEqualTo((part ? "… " : "") + words.fillKnown(text));
    }
    found.namedGroups().keySet().forEach(name -> words.put(name, found.group(name)));
    places(text)
        .filter(open -> open.group(2).equals(SECOND))
        .forEach(open -> aboutNow(at, open.group(1), words.get(open.group(1))));
  }

  private static void aboutNow(String at, String word, String second) {
    assertThat(Instant.now().getEpochSecond() - Long.parseLong(second))
        .as("%s: %s is about now", at, word)
        .isBetween(-MOST_SECONDS_OFF, MOST_SECONDS_OFF);
  }

  /** The places of a text that are open. */
  private static Stream<Matcher> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(place -> OPEN.matcher(place.group(1)))
        .filter(Matcher::matches);
  }

  private static Pattern pattern(String text, Words words) {
    StringBuilder pattern = new StringBuilder();
    Set<String> opened = new HashSet<>();
    int end = 0;
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      pattern.append(Pattern.quote(text.substring(end, place.start())));
      end = place.end();
      Matcher open = OPEN.matcher(place.group(1));
      if (open.matches()) {
        opened.add(open.group(1));
        pattern.append("(?<%s>%s)".formatted(open.group(1), kind(open.group(2))));
      } else if (opened.contains(place.group(1))) {
        pattern.append("\\k<%s>".formatted(place.group(1)));
      } else {
        pattern.append(Pattern.quote(words.fill(place.group())));
      }
    }
    return Pattern.compile(pattern + Pattern.quote(text.substring(end)));
  }

  private static String kind(String name) {
    String kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException("There is no kind of values called " + name);
    }
    return kind;
  }
}
