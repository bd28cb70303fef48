package io.iplive.benchmarks.prober;

import io.iplive.benchmarks.prober.Candidate.Load;
import io.iplive.benchmarks.process.ProcessorTime;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Processor time of probes without a connection: an echo to this machine, a question about a name.
 */
record SmallProbes(PrintStream out, EngineProcess engine) {

  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final int ROUNDS = 3;

  void measure(Figures figures) throws IOException, InterruptedException {
    try (SmallZone zone = SmallZone.open()) {
      Sample icmp = median(engine.probing("icmp", 1));
      Sample dns = median(engine.probing("dns", zone.port()));
      engine.requireSuccess();
      out.printf(
          "%necho: %s probes/s, %s µs a probe; dns over udp: %s probes/s, %s µs a probe%n",
          Numbers.whole(icmp.perSecond()),
          Numbers.whole(icmp.cpuMicros()),
          Numbers.whole(dns.perSecond()),
          Numbers.whole(dns.cpuMicros()));
      figures
          .with("icmp_cpu_us", icmp.cpuMicros())
          .with("icmp_per_s", icmp.perSecond())
          .with("dns_cpu_us", dns.cpuMicros())
          .with("dns_per_s", dns.perSecond());
    }
  }

  private Sample median(Candidate candidate) throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    try (Load load = candidate.begin()) {
      Thread.sleep(WARM_UP);
      for (int round = 0; round < ROUNDS; round++) {
        long probes = engine.succeeded();
        Duration cpu = ProcessorTime.of(load.pid());
        long begun = System.nanoTime();
        Thread.sleep(WINDOW);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Duration spent = ProcessorTime.of(load.pid()).minus(cpu);
        samples.add(Sample.of(engine.succeeded() - probes, took, spent));
      }
    }
    return Sample.median(samples);
  }
}
