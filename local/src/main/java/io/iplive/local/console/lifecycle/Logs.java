package io.iplive.local.console.lifecycle;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Disk;
import io.iplive.local.instance.Processes;
import io.iplive.local.instance.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prints the end of a part's log. */
public final class Logs {

  private static final int TAIL = 16 << 10;
  private static final Duration STEP = Duration.ofMillis(200);

  private final DataDirectory data;
  private final PrintStream out;

  public Logs(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  public int run(CommandLine line) throws InterruptedException {
    List<String> parts = Settings.of(data).parts();
    String part = line.words().isEmpty() ? Processes.SERVICES : line.words().getFirst();
    if (!parts.contains(part)) {
      throw new Complaint(
          "There is no part '%s'; the parts are %s.".formatted(part, String.join(", ", parts)));
    }
    Path log = data.log(part);
    if (!Files.exists(log)) {
      throw new Complaint("%s has logged nothing yet (%s).".formatted(part, log));
    }
    try {
      print(log, line.has("-f"));
      return 0;
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("read " + log, e), e);
    }
  }

  private void print(Path log, boolean follow) throws IOException, InterruptedException {
    long position = Math.max(0, Files.size(log) - TAIL);
    boolean cut = position > 0;
    while (true) {
      long size = Files.size(log);
      if (size < position) {
        position = 0;
      }
      byte[] fresh = read(log, position, size);
      position = size;
      out.write(
          fresh, cut ? afterFirstLine(fresh) : 0, fresh.length - (cut ? afterFirstLine(fresh) : 0));
      out.flush();
      cut = false;
      if (!follow) {
        return;
      }
      Thread.sleep(STEP);
    }
  }

  private static byte[] read(Path log, long from, long to) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) (to - from)];
      file.seek(from);
      file.readFully(bytes);
      return bytes;
    }
  }

  private static int afterFirstLine(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, bytes.length);
  }
}
