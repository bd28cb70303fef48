package io.iplive.benchmarks.prober;

import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.prober.Candidate.Load;
import io.iplive.benchmarks.prober.EngineProcess.Memory;
import io.iplive.benchmarks.process.ResidentMemory;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Probes for a long time, and how memory stands after it. So long as {@code IPLIVE_SOAK_SECONDS} of
 * the environment says, else half a minute, which says little.
 */
record Soak(PrintStream out, EngineProcess engine, Candidate candidate) {

  private static final Duration PRESET = Duration.ofSeconds(30);
  private static final int MOST_FILES_MORE = 16;

  void measure(Figures figures) throws IOException, InterruptedException {
    Duration length = length();
    Memory before = engine.memory();
    long probes = engine.succeeded();
    long start;
    long end;
    try (Load load = candidate.begin()) {
      Thread.sleep(length.dividedBy(10));
      start = ResidentMemory.of(load.pid());
      Thread.sleep(length.multipliedBy(9).dividedBy(10));
      end = ResidentMemory.of(load.pid());
    }
    probes = engine.succeeded() - probes;
    Memory after = engine.memory();
    double growth = (end - start) * 100.0 / start;
    double allocated = (after.allocated() - before.allocated()) / (double) Math.max(1, probes);
    out.printf(
        "%nsoak of %d s, %s probes over http: resident %d MiB, then %d (%.1f %%); live heap %d KiB, then"
            + " %d; files %d, then %d; %s bytes allocated a probe%n",
        length.toSeconds(),
        Numbers.whole(probes),
        start >> 20,
        end >> 20,
        growth,
        before.heap() >> 10,
        after.heap() >> 10,
        before.files(),
        after.files(),
        Numbers.whole(allocated));
    if (after.files() > before.files() + MOST_FILES_MORE) {
      throw new Complaint("the engine did not close what it opened.");
    }
    figures
        .with("soak_seconds", length.toSeconds())
        .with("soak_rss_growth_pct", growth)
        .with("http_allocated_bytes", allocated);
  }

  private static Duration length() {
    String seconds = System.getenv("IPLIVE_SOAK_SECONDS");
    if (seconds == null) {
      return PRESET;
    }
    if (!seconds.matches("[1-9]\\d{1,4}")) {
      throw new Complaint(
          "IPLIVE_SOAK_SECONDS is '%s', allowed is 10 to 99999.".formatted(seconds));
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }
}
