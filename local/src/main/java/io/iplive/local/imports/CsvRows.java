package io.iplive.local.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as RFC 4180 has it: a header line, quotes around what holds separators or line breaks,
 * quotes in it doubled. The separator is what the header uses: comma, semicolon or tab.
 */
public final class CsvRows {

  private static final char QUOTE = '"';

  private final BufferedReader text;
  private final List<String> header;
  private final char separator;
  private int line = 1;
  private int begun = 1;

  /** Reads the header. */
  public CsvRows(Reader text) throws IOException {
    this.text = new BufferedReader(text);
    this.text.mark(1 << 16);
    String first = this.text.readLine();
    this.text.reset();
    String head = first == null ? "" : first;
    this.separator =
        head.indexOf(';') >= 0
            ? ';'
            : head.indexOf(',') < 0 && head.indexOf('\t') >= 0 ? '\t' : ',';
    List<String> names = record();
    this.header =
        names == null
            ? List.of()
            : names.stream()
                .map(name -> name.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT))
                .toList();
  }

  /** Names of the columns, in lower case. */
  public List<String> header() {
    return header;
  }

  /** The line that the row read last began on. */
  public int line() {
    return begun;
  }

  /** The next row by column; null at the end. Values beyond the header are dropped. */
  public @Nullable Map<String, String> next() throws IOException {
    List<String> values = record();
    if (values == null) {
      return null;
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      row.put(header.get(i), i < values.size() ? values.get(i) : "");
    }
    return row;
  }

  /** Lines without anything are none. */
  private @Nullable List<String> record() throws IOException {
    while (true) {
      begun = line;
      List<String> values = new ArrayList<>();
      int end = fields(values);
      boolean empty = values.size() == 1 && values.getFirst().isEmpty();
      if (!empty) {
        return values;
      }
      if (end < 0) {
        return null;
      }
    }
  }

  /** Reads to the end of the record; answers what ended it, -1 for the end of the file. */
  private int fields(List<String> values) throws IOException {
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    while (true) {
      int unit = text.read();
      if (unit < 0) {
        values.add(value.toString());
        return unit;
      }
      if (unit == '\n') {
        line++;
      }
      if (quoted) {
        quoted = unit != QUOTE || doubled(value);
        if (unit != QUOTE) {
          value.append((char) unit);
        }
      } else if (unit == QUOTE && value.isEmpty()) {
        quoted = true;
      } else if (unit == separator) {
        values.add(value.toString());
        value.setLength(0);
      } else if (unit == '\n') {
        values.add(value.toString());
        return unit;
      } else if (unit != '\r') {
        value.append((char) unit);
      }
    }
  }

  /** Whether a quote inside quotes is the first of two, which stand for one. */
  private boolean doubled(StringBuilder value) throws IOException {
    text.mark(1);
    if (text.read() == QUOTE) {
      value.append(QUOTE);
      return true;
    }
    text.reset();
    return false;
  }
}
