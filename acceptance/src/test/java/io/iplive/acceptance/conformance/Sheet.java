package io.iplive.acceptance.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file of tables, one a section; whatever is neither is prose for readers. */
public record Sheet(String title, List<Section> sections) {

  private static final Pattern CALL = Pattern.compile("- (\\w+): (.*)");
  private static final Pattern LINE = Pattern.compile("\\| (.*) \\|");
  private static final Pattern HEAD = Pattern.compile("\\| ?row \\|.*");

  /**
   * A table.
   *
   * @param calls what its rows begin with, by name; the first one unless they name another
   */
  public record Section(String title, Map<String, String> calls, List<Line> lines) {}

  /**
   * A line of a table.
   *
   * @param at the file and its line
   */
  public record Line(String at, List<String> cells) {}

  /** The sheet of {@code conformance/<name>.md}. */
  public static Sheet of(String name) throws IOException {
    String file = "conformance/" + name + ".md";
    try (InputStream in = Sheet.class.getResourceAsStream("/" + file)) {
      return parse(
          file,
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static Sheet parse(String file, String text) {
    String title = file;
    List<Section> sections = new ArrayList<>();
    Map<String, String> calls = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher call = CALL.matcher(line);
      Matcher cells = LINE.matcher(line);
      if (line.startsWith("# ")) {
        title = line.substring(2);
      } else if (line.startsWith("## ")) {
        calls = new LinkedHashMap<>();
        sections.add(new Section(line.substring(3), calls, new ArrayList<>()));
      } else if (call.matches()) {
        calls.put(call.group(1), call.group(2));
      } else if (cells.matches() && !line.startsWith("| ---") && !HEAD.matcher(line).matches()) {
        List<String> stripped =
            List.of(cells.group(1).split(" \\| ", -1)).stream().map(String::strip).toList();
        sections.getLast().lines().add(new Line(file + ":" + number, stripped));
      }
    }
    return new Sheet(title, List.copyOf(sections));
  }
}
