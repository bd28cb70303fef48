package io.iplive.local.console.topic;

import io.iplive.local.instance.Complaint;
import io.iplive.sla.asked.Asking;
import io.iplive.sla.asked.Question;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reports that a schedule asks for: {@code sla --into DIR}, with commas in {@code --account} and
 * {@code --format} where there are several. Each is a file that is named after its account and the
 * first and last day of its range; one of the same name is written again.
 */
public final class Reports {

  private static final String INTO = "--into";

  private Reports() {}

  /** Whether several may be asked for. */
  public static boolean areAskedFor(List<String> arguments) {
    return arguments.stream().anyMatch(word -> word.equals(INTO) || word.startsWith(INTO + "="));
  }

  /**
   * The command line of each account, whose formats are written of one reading.
   *
   * @param now which decides of which day, week or month, once for all of them
   */
  public static List<List<String>> each(List<String> arguments, Instant now) {
    Map<String, String> options = options(arguments);
    Path folder = Path.of(taken(INTO, options));
    List<List<String>> all = new ArrayList<>();
    for (String account : taken("--account", options).split(",", -1)) {
      options.put("--account", account);
      all.add(one(options, folder, now));
    }
    return all;
  }

  private static List<String> one(Map<String, String> options, Path folder, Instant now) {
    Map<String, String> settled = new LinkedHashMap<>(options);
    settled.put("--out", folder.toString());
    Question question = Asking.parse(line(settled), now);
    settled.remove("--out");
    settled.remove("--last");
    settled.put("--from", question.range().from().toString());
    settled.put("--to", question.range().to().toString());
    settled.put("--out", folder.resolve(name(question)).toString());
    return line(settled);
  }

  private static String name(Question question) {
    String name =
        "%s-%s-%s"
            .formatted(
                question.account().replaceAll("[^\\p{L}\\p{N}._-]", "_"),
                day(question.range().from(), question),
                day(question.range().to().minusMillis(1), question));
    return question.formats().size() > 1
        ? name
        : name + "." + question.formats().getFirst().name().toLowerCase(Locale.ROOT);
  }

  private static LocalDate day(Instant time, Question question) {
    return LocalDate.ofInstant(time, question.range().zone());
  }

  private static List<String> line(Map<String, String> options) {
    return options.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
  }

  private static String taken(String name, Map<String, String> options) {
    String value = options.remove(name);
    if (value == null || value.isBlank()) {
      throw new Complaint("sla %s needs %s.".formatted(INTO, name));
    }
    return value;
  }

  private static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      int equals = word.indexOf('=');
      if (equals >= 0) {
        options.put(word.substring(0, equals), word.substring(equals + 1));
      } else if (rest.hasNext()) {
        options.put(word, rest.next());
      } else {
        throw new Complaint("%s needs a value after it.".formatted(word));
      }
    }
    return options;
  }
}
