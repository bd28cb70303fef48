package io.iplive.local.children;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a child process writes. It appends by itself, so its log outlives us; we only bound it, by
 * copy and truncation.
 */
record ChildLog(Path path) {

  private static final long LIMIT = 16L << 20;
  private static final int TAIL = 64 << 10;
  private static final Pattern TELLING =
      Pattern.compile("\\b(FATAL|PANIC|ERROR|Error|Exception)\\b");

  void bound() throws IOException {
    if (size() > LIMIT) {
      Files.copy(path, Path.of(path + ".1"), StandardCopyOption.REPLACE_EXISTING);
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(0);
      }
    }
  }

  long size() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /** The line that says best why the process ended, of what it wrote since {@code offset}. */
  String tellingLine(long offset) throws IOException {
    if (!Files.exists(path)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(Math.min(offset, file.length()), file.length() - TAIL);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return tellingLine(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }
  }

  static String tellingLine(List<String> lines) {
    return lines.stream()
        .filter(line -> TELLING.matcher(line).find() && !line.stripLeading().startsWith("at "))
        .findFirst()
        .or(() -> lines.stream().filter(line -> !line.isBlank()).reduce((_, last) -> last))
        .orElse("")
        .strip();
  }
}
