package io.iplive.benchmarks.process;

import io.iplive.benchmarks.Complaint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What is alive on the heap of a JVM after a collection that it is made to do.
 *
 * @param bytes altogether
 * @param most classes that take the most of it, as the JVM lists them
 */
public record LiveHeap(long bytes, List<String> most) {

  private static final int SHOWN = 12;
  private static final int BYTES = 2;

  /** Asks a JVM of ours; it stands still meanwhile. */
  public static LiveHeap of(long pid) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new Complaint("the heap of process %d cannot be looked at: %s".formatted(pid, said));
    }
    return parse(said);
  }

  /** Reads lines {@code 1: instances bytes class}, and the last, {@code Total instances bytes}. */
  static LiveHeap parse(String histogram) {
    List<String> lines = histogram.lines().map(String::strip).toList();
    String total =
        lines.stream()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Not a histogram: " + histogram));
    return new LiveHeap(
        Long.parseLong(total.split("\\s+", -1)[BYTES]),
        lines.stream().filter(line -> line.matches("\\d+:\\s.*")).limit(SHOWN).toList());
  }
}
