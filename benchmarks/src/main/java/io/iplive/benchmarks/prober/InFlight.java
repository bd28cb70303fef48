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

/** What a probe holds while its target hangs, with as many of them as files may be open. */
record InFlight(PrintStream out, Path folder, int loops, Path root) {

  private static final int WANTED = 50_000;
  private static final int OTHER_FILES = 500;
  private static final int WARM_UP = 2_000;

  void measure(Figures figures) throws IOException {
    long files =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    int probes = Math.toIntExact(Math.min(WANTED, files - OTHER_FILES - WARM_UP));
    try (HangingTargets targets = HangingTargets.open(probes + WARM_UP);
        EngineProcess engine = EngineProcess.start(folder, loops, root, "768m")) {
      engine.hold(WARM_UP, targets);
      Memory before = engine.memory();
      engine.hold(probes, targets);
      long resident = ResidentMemory.of(engine.pid());
      Memory after = engine.memory();
      long heap = (after.heap() - before.heap()) / probes;
      long buffers = (after.buffers() - before.buffers()) / probes;
      out.printf(
          "%n%s probes in flight against targets that hang (%s files may be open): %s bytes of heap and %s"
              + " of buffers each; resident %d MiB%n",
          Numbers.whole(probes),
          Numbers.whole(files),
          Numbers.whole(heap),
          Numbers.whole(buffers),
          resident >> 20);
      figures
          .with("in_flight", probes)
          .with("in_flight_bytes", heap + buffers)
          .with("in_flight_rss_mb", resident >> 20);
    }
  }
}
