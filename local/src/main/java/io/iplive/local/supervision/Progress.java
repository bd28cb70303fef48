package io.iplive.local.supervision;

import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file in which the supervisor tells whoever waits at a terminal how far the start has come. Only
 * the process that holds the data directory writes it; its number stands first.
 */
public final class Progress {

  /** One line of it. */
  public sealed interface Entry {
    record PartReady(String part, Duration after, String remark) implements Entry {}

    record AllReady(Duration after) implements Entry {}

    record Failed(String sentence) implements Entry {}
  }

  private static final String PROCESS = "process";
  private static final String PART = "part";
  private static final String READY = "ready";
  private static final String FAILED = "failed";

  private final Path file;
  private final Instant begun;

  private Progress(Path file, Instant begun) {
    this.file = file;
    this.begun = begun;
  }

  public static Progress begin(Path file) {
    try {
      Files.writeString(file, PROCESS + "\t" + ProcessHandle.current().pid() + "\n");
      return new Progress(file, Instant.now());
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("write " + file, e), e);
    }
  }

  public void ready(String part, String remark) {
    append(PART, part, "" + elapsed().toMillis(), remark);
  }

  public void allReady() {
    append(READY, "" + elapsed().toMillis());
  }

  public void failed(String sentence) {
    append(FAILED, sentence.replaceAll("\\s+", " "));
  }

  private Duration elapsed() {
    return Duration.between(begun, Instant.now());
  }

  private synchronized void append(String... fields) {
    try {
      Files.writeString(file, String.join("\t", fields) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("write " + file, e), e);
    }
  }

  /** What that process has written so far, in whole lines; nothing of another's. */
  public static List<Entry> read(Path file, long process) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      return whole.startsWith(PROCESS + "\t" + process + "\n")
          ? whole.lines().flatMap(line -> parse(line).stream()).toList()
          : List.of();
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("read " + file, e), e);
    }
  }

  static Optional<Entry> parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length == 4 && fields[0].equals(PART)) {
      return Optional.of(new Entry.PartReady(fields[1], millis(fields[2]), fields[3]));
    }
    if (fields.length == 2 && fields[0].equals(READY)) {
      return Optional.of(new Entry.AllReady(millis(fields[1])));
    }
    if (fields.length == 2 && fields[0].equals(FAILED)) {
      return Optional.of(new Entry.Failed(fields[1]));
    }
    return Optional.empty();
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }
}
