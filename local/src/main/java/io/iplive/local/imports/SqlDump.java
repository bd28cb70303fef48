package io.iplive.local.imports;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of some tables in a mysqldump: {@code CREATE TABLE} for the order of columns and {@code
 * INSERT INTO … VALUES (…),(…)}; anything else is skipped. Read as a stream: dumps are large.
 */
public final class SqlDump {

  /** Takes a row; a column that is NULL is not in it. */
  @FunctionalInterface
  public interface Rows {

    /** A row of a table. */
    void row(String table, Map<String, String> row);
  }

  private final PushbackReader text;
  private final Set<String> tables;
  private final Map<String, List<String>> columns = new HashMap<>();

  private SqlDump(Reader text, Set<String> tables) {
    this.text = new PushbackReader(text, 4);
    this.tables = tables;
  }

  /** Reads a dump to its end. */
  public static void read(Reader text, Set<String> tables, Rows rows) throws IOException {
    SqlDump dump = new SqlDump(text, tables);
    for (Token token = dump.next(); token != null; token = dump.next()) {
      if (token.is("create")) {
        dump.create();
      } else if (token.is("insert") || token.is("replace")) {
        dump.insert(rows);
      } else if (!token.is(";")) {
        dump.skipStatement();
      }
    }
  }

  /** A word, a mark or a literal. */
  private record Token(String text, boolean literal) {

    boolean is(String word) {
      return !literal && text.equalsIgnoreCase(word);
    }
  }

  private void create() throws IOException {
    Token table = nameAfter("table");
    if (table == null || !tables.contains(table.text())) {
      skipStatement();
      return;
    }
    List<String> names = new ArrayList<>();
    int depth = 0;
    boolean begins = false;
    for (Token token = next(); token != null && !token.is(";"); token = next()) {
      if (token.is("(")) {
        depth++;
        begins = depth == 1;
      } else if (token.is(")")) {
        depth--;
      } else if (token.is(",")) {
        begins = depth == 1;
      } else if (begins) {
        if (!KEYS.contains(token.text().toLowerCase(Locale.ROOT))) {
          names.add(token.text().toLowerCase(Locale.ROOT));
        }
        begins = false;
      }
    }
    columns.put(table.text(), names);
  }

  private static final Set<String> KEYS =
      Set.of("primary", "unique", "key", "index", "constraint", "foreign", "fulltext", "check");

  private void insert(Rows rows) throws IOException {
    Token table = nameAfter("into");
    if (table == null || !tables.contains(table.text())) {
      skipStatement();
      return;
    }
    List<String> names = columns.getOrDefault(table.text(), List.of());
    Token token = next();
    if (token != null && token.is("(")) {
      names = list().stream().map(name -> String.valueOf(name).toLowerCase(Locale.ROOT)).toList();
      token = next();
    }
    while (token != null && !token.is(";")) {
      if (token.is("(")) {
        rows.row(table.text(), row(names, list()));
      }
      token = next();
    }
  }

  private static Map<String, String> row(List<String> names, List<@Nullable String> values) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      String value = values.get(i);
      if (value != null) {
        row.put(names.get(i), value);
      }
    }
    return row;
  }

  /** Values up to the closing bracket; NULL is null. */
  private List<@Nullable String> list() throws IOException {
    List<@Nullable String> values = new ArrayList<>();
    String value = null;
    for (Token token = next(); token != null && !token.is(")"); token = next()) {
      if (token.is(",")) {
        values.add(value);
        value = null;
      } else if (!token.is("null") && (token.literal() || !token.text().startsWith("_"))) {
        value = token.text();
      }
    }
    values.add(value);
    return values;
  }

  /** The name that follows a word, with what may stand between left out. */
  private @Nullable Token nameAfter(String word) throws IOException {
    Token token = next();
    while (token != null && !token.is(word) && !token.is(";")) {
      token = next();
    }
    token = next();
    while (token != null && (token.is("if") || token.is("not") || token.is("exists"))) {
      token = next();
    }
    return token;
  }

  private void skipStatement() throws IOException {
    Token token = next();
    while (token != null && !token.is(";")) {
      token = next();
    }
  }

  private @Nullable Token next() throws IOException {
    int unit = text.read();
    while (unit >= 0) {
      if (Character.isWhitespace(unit)) {
        unit = text.read();
      } else if (comment(unit)) {
        unit = text.read();
      } else {
        return token(unit);
      }
    }
    return null;
  }

  private Token token(int unit) throws IOException {
    if (unit == '\'' || unit == '"') {
      return new Token(quoted(unit, true), true);
    }
    if (unit == '`') {
      return new Token(quoted(unit, false), true);
    }
    if ("(),;=".indexOf(unit) >= 0) {
      return new Token(Character.toString(unit), false);
    }
    StringBuilder word = new StringBuilder();
    int read = unit;
    while (read >= 0 && !Character.isWhitespace(read) && "(),;='\"`".indexOf(read) < 0) {
      word.append((char) read);
      read = text.read();
    }
    if (read >= 0) {
      text.unread(read);
    }
    return new Token(word.toString(), false);
  }

  /** Skips a comment, if there is one. Those for MySQL versions are code, but none we need. */
  private boolean comment(int unit) throws IOException {
    int second = text.read();
    if (unit == '/' && second == '*') {
      int last = text.read();
      int read = text.read();
      while (read >= 0 && !(last == '*' && read == '/')) {
        last = read;
        read = text.read();
      }
      return true;
    }
    if (unit == '#' || (unit == '-' && second == '-')) {
      int read = second;
      while (read >= 0 && read != '\n') {
        read = text.read();
      }
      return true;
    }
    if (second >= 0) {
      text.unread(second);
    }
    return false;
  }

  private String quoted(int quote, boolean escapes) throws IOException {
    StringBuilder value = new StringBuilder();
    for (int unit = text.read(); unit >= 0; unit = text.read()) {
      if (unit == '\\' && escapes) {
        value.append(escaped(text.read()));
      } else if (unit == quote) {
        int after = text.read();
        if (after != quote) {
          if (after >= 0) {
            text.unread(after);
          }
          break;
        }
        value.append((char) quote);
      } else {
        value.append((char) unit);
      }
    }
    return value.toString();
  }

  private static char escaped(int unit) {
    return switch (unit) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      case 'Z' -> '\u001a';
      default -> (char) unit;
    };
  }
}
