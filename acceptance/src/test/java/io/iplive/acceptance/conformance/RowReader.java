package io.iplive.acceptance.conformance;

import io.iplive.acceptance.conformance.Row.Expected;
import io.iplive.acceptance.conformance.Row.Request;
import io.iplive.acceptance.conformance.Row.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rows of calls; the grammar is in {@code conformance/README.md}. */
final class RowReader {

  private static final int CELLS = 4;
  private static final Pattern TOKEN = Pattern.compile("`([^`]+)`|([^\\s`]+)");
  private static final Pattern LINE = Pattern.compile("(GET|POST|PUT) (/\\S*)");
  private static final Pattern HEADER = Pattern.compile("([A-Z][A-Za-z-]*): ?(.*)");

  private final Map<String, String> calls;
  private final String first;

  private RowReader(Sheet.Section section) {
    this.calls = section.calls();
    this.first = calls.keySet().stream().findFirst().orElse("");
  }

  /** The rows of a section; a line without a name goes on with the row above it. */
  static List<Row> of(Sheet.Section section) {
    RowReader reader = new RowReader(section);
    List<Row> rows = new ArrayList<>();
    for (Sheet.Line line : section.lines()) {
      if (line.cells().size() != CELLS) {
        throw new IllegalArgumentException(line.at() + " has not %d cells".formatted(CELLS));
      }
      Step step = reader.step(line);
      if (line.cells().getFirst().isEmpty()) {
        rows.getLast().steps().add(step);
      } else {
        rows.add(new Row(line.cells().getFirst(), new ArrayList<>(List.of(step))));
      }
    }
    return rows;
  }

  private Step step(Sheet.Line line) {
    Draft draft = new Draft();
    String name = first;
    Matcher token = TOKEN.matcher(line.cells().get(1));
    List<String> chunks = new ArrayList<>();
    while (token.find()) {
      String word = token.group(2);
      if (word == null) {
        chunks.add(token.group(1));
      } else if (word.equals("until")) {
        draft.until = true;
      } else if (word.matches("[0-9]+")) {
        draft.times = Integer.parseInt(word);
      } else if (calls.containsKey(word)) {
        name = word;
      } else if (word.matches("127\\.[0-9.]+")) {
        draft.from = word;
      } else if (!word.equals("times") && !word.equals("from")) {
        throw new IllegalArgumentException(line.at() + ": what is " + word + "?");
      }
    }
    Matcher base = TOKEN.matcher(calls.getOrDefault(name, ""));
    while (base.find()) {
      draft.add(base.group(1));
    }
    chunks.forEach(draft::add);
    int status = Integer.parseInt(line.cells().get(2));
    return draft.step(line.at(), status, expected(line.cells().get(3)));
  }

  private static List<Expected> expected(String cell) {
    List<Expected> all = new ArrayList<>();
    String word = "";
    Matcher token = TOKEN.matcher(cell);
    while (token.find()) {
      String chunk = token.group(1);
      if (chunk == null) {
        word = token.group(2);
        continue;
      }
      Matcher header = HEADER.matcher(chunk);
      all.add(
          switch (word) {
            case "with" -> new Expected.Part(chunk);
            case "without" -> new Expected.Nowhere(chunk);
            default ->
                header.matches()
                    ? new Expected.Header(header.group(1), header.group(2))
                    : new Expected.Body(chunk);
          });
      word = "";
    }
    return List.copyOf(all);
  }

  /** A step while its chunks are read, each over the ones before. */
  private static final class Draft {

    private String method = "GET";
    private String path = "/";
    private final List<String> form = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String query;
    private @Nullable String json;
    private @Nullable String from;
    private boolean until;
    private int times = 1;

    void add(String chunk) {
      Matcher line = LINE.matcher(chunk);
      Matcher header = HEADER.matcher(chunk);
      if (line.matches()) {
        method = line.group(1);
        path = line.group(2);
      } else if (header.matches()) {
        headers.put(header.group(1), header.group(2));
      } else if (chunk.startsWith("?")) {
        query = chunk.substring(1);
      } else if (chunk.startsWith("{\"") || chunk.startsWith("[{")) {
        json = chunk;
      } else {
        List.of(chunk.split("&", -1)).forEach(this::pair);
      }
    }

    /** {@code name=value} sets, {@code -name} removes, {@code +name=value} adds another one. */
    private void pair(String pair) {
      if (pair.equals("-")) {
        form.clear();
      } else if (pair.startsWith("-")) {
        form.removeIf(old -> nameOf(old).equals(pair.substring(1)));
      } else if (pair.startsWith("+")) {
        form.add(pair.substring(1));
      } else {
        String name = nameOf(pair);
        int at = form.stream().map(Draft::nameOf).toList().indexOf(name);
        form.removeIf(old -> nameOf(old).equals(name));
        form.add(at < 0 ? form.size() : at, pair);
      }
    }

    private static String nameOf(String pair) {
      int equals = pair.indexOf('=');
      return equals < 0 ? pair : pair.substring(0, equals);
    }

    Step step(String at, int status, List<Expected> expected) {
      Request request =
          new Request(method, path, List.copyOf(form), query, json, Map.copyOf(headers), from);
      return new Step(at, request, until, times, status, expected);
    }
  }
}
