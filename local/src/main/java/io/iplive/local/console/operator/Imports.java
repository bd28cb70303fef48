package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.imports.CsvRows;
import io.iplive.local.imports.IpliveTables;
import io.iplive.local.imports.MonitorusRows;
import io.iplive.local.imports.SqlDump;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.operator.Operator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code import monitorus} and {@code import iplive}: every row is answered, and what went wrong is
 * imported by the same command again once it is mended; the rest is found as it is.
 */
public final class Imports {

  private static final int AT_ONCE = 1_000;

  private final DataDirectory data;
  private final PrintStream out;
  private int imported;
  private int known;
  private int refused;

  public Imports(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  /** A row on its way: how it is called, and as a line of the import. */
  private record Row(String what, String line) {}

  public int run(CommandLine line) throws IOException {
    line.withWords(2, 2);
    try {
      switch (line.words().getFirst()) {
        case "monitorus" -> monitorus(line);
        case "iplive" -> iplive(line.only("--encoding"));
        default -> throw line.wrong("does not know '" + line.words().getFirst() + "'");
      }
    } catch (MalformedInputException e) {
      throw new Complaint(
          "%s is not in the encoding it is read in: say --encoding windows-1251, or whatever it is."
              .formatted(line.words().get(1)),
          e);
    } catch (NoSuchFileException e) {
      throw new Complaint("There is no file %s.".formatted(e.getFile()), e);
    }
    out.println(
        "%d imported, %d were there already, %d refused.".formatted(imported, known, refused));
    return refused == 0 ? 0 : 1;
  }

  private void monitorus(CommandLine line) throws IOException {
    Map<String, String> presets = new LinkedHashMap<>();
    presets.put("task", line.value("--task").orElse("1"));
    presets.put("redirect", line.value("--redirect").orElse("1"));
    line.value("--contacts").ifPresent(contacts -> presets.put("contacts", contacts));
    MonitorusRows rows = new MonitorusRows(line.required("--account"), presets);
    Operator operator = Operator.of(data);
    long last = 0;
    try (Reader text = text(line)) {
      CsvRows csv = new CsvRows(text);
      if (!csv.header().containsAll(MonitorusRows.REQUIRED)) {
        throw new Complaint(
            "%s has the columns %s; needed are %s."
                .formatted(line.words().get(1), csv.header(), MonitorusRows.REQUIRED));
      }
      for (var row = csv.next(); row != null; row = csv.next()) {
        last = Math.max(last, MonitorusRows.reserved(row).orElse(0));
      }
    }
    if (last > 0) {
      operator.reserveTargets(last);
    }
    try (Reader text = text(line)) {
      CsvRows csv = new CsvRows(text);
      List<Row> batch = new ArrayList<>();
      for (var row = csv.next(); row != null; row = csv.next()) {
        batch.add(new Row("line " + csv.line(), rows.line(row)));
        if (batch.size() == AT_ONCE) {
          send(operator, batch);
        }
      }
      send(operator, batch);
    }
  }

  private void iplive(CommandLine line) throws IOException {
    IpliveTables tables = new IpliveTables();
    try (Reader text = text(line)) {
      SqlDump.read(text, IpliveTables.NAMES, tables);
    }
    Operator operator = Operator.of(data);
    List<Row> batch = new ArrayList<>();
    for (IpliveTables.Line group : tables.lines()) {
      if (!group.usable()) {
        refused++;
        out.println("%s: %s".formatted(group.what(), group.skipped()));
        continue;
      }
      batch.add(new Row(group.what(), group.json()));
      if (batch.size() == AT_ONCE) {
        send(operator, batch);
      }
    }
    send(operator, batch);
  }

  private void send(Operator operator, List<Row> batch) {
    if (batch.isEmpty()) {
      return;
    }
    List<JsonNode> answers = operator.importLines(batch.stream().map(Row::line).toList());
    for (int i = 0; i < batch.size(); i++) {
      report(batch.get(i), answers.get(i));
    }
    batch.clear();
  }

  private void report(Row row, JsonNode answer) {
    if (!answer.path("result").asText().equals("ok")) {
      refused++;
      String why =
          answer
              .path("errors")
              .valueStream()
              .map(error -> error.path("text").asText())
              .collect(Collectors.joining(" "));
      out.println("%s: %s".formatted(row.what(), why));
      return;
    }
    boolean existing = answer.path("existing").asInt() == 1;
    imported += existing ? 0 : 1;
    known += existing ? 1 : 0;
    String id =
        answer.has("id") ? "task " + answer.path("id") : "monitor " + answer.path("monitor_id");
    out.println("%s: %s%s".formatted(row.what(), id, existing ? ", there already" : ""));
  }

  private static Reader text(CommandLine line) throws IOException {
    String charset = line.value("--encoding").orElse("UTF-8");
    try {
      return Files.newBufferedReader(Path.of(line.words().get(1)), Charset.forName(charset));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new Complaint(
          "--encoding is '%s'; allowed are UTF-8, windows-1251 and the like.".formatted(charset),
          e);
    }
  }
}
