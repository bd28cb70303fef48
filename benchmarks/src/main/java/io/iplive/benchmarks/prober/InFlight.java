package io.iplive.benchmarks.prober;

import com.sun.management.UnixOperatingSystemMXBean;
import io.iplive.benchmarks.prober.EngineProcess.Memory;
import io.iplive.benchmarks.process.ResidentMemory;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a probe holds while its target hangs. A process may open only so many files; where that is
 * too few for all of them, several of our processes share them, and what these take is added up.
 */
record InFlight(PrintStream out, Path folder, int loops, Path root) {

  private static final int WANTED = 50_000;
  private static final int OTHER_FILES = 500;
  private static final int WARM_UP = 2_000;

  void measure(Figures figures) throws IOException {
    long files =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    int most = Math.toIntExact(Math.min(WANTED, files - OTHER_FILES - WARM_UP));
    int processes = Math.ceilDiv(WANTED, most);
    int share = Math.ceilDiv(WANTED, processes);
    Held held = Held.NOTHING;
    List<EngineProcess> engines = new ArrayList<>();
    try (HangingTargets targets = HangingTargets.open(processes * (share + WARM_UP))) {
      for (int i = 0; i < processes; i++) {
        engines.add(EngineProcess.start(folder, loops, root, "768m"));
      }
      for (EngineProcess engine : engines) {
        held = held.plus(hold(engine, share, targets));
      }
    } finally {
      for (EngineProcess engine : engines) {
        engine.close();
      }
    }
    int probes = share * processes;
    long heap = held.heap() / probes;
    long buffers = held.buffers() / probes;
    out.printf(
        "%n%s probes in flight against targets that hang, in %d processes (each may open %s files):"
            + " %s bytes of heap and %s of buffers each; resident %d MiB together%n",
        Numbers.whole(probes),
        processes,
        Numbers.whole(files),
        Numbers.whole(heap),
        Numbers.whole(buffers),
        held.resident() >> 20);
    figures
        .with("in_flight", probes)
        .with("in_flight_bytes", heap + buffers)
        .with("in_flight_rss_mb", held.resident() >> 20);
  }

  private static Held hold(EngineProcess engine, int probes, HangingTargets targets)
      throws IOException {
    engine.hold(WARM_UP, targets);
    Memory before = engine.memory();
    engine.hold(probes, targets);
    long resident = ResidentMemory.of(engine.pid());
    Memory after = engine.memory();
    return new Held(after.heap() - before.heap(), after.buffers() - before.buffers(), resident);
  }

  /** Bytes of probes in heap and buffers, and of whole processes. */
  private record Held(long heap, long buffers, long resident) {

    static final Held NOTHING = new Held(0, 0, 0);

    Held plus(Held other) {
      return new Held(heap + other.heap, buffers + other.buffers, resident + other.resident);
    }
  }
}
