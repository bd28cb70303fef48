package io.iplive.benchmarks.prober;

import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.prober.Candidate.Load;
import io.iplive.benchmarks.process.Nginx;
import io.iplive.benchmarks.process.Nginx.Handshakes;
import io.iplive.benchmarks.process.ProcessorTime;
import io.iplive.benchmarks.process.Programs;
import io.iplive.benchmarks.process.Programs.Program;
import io.iplive.benchmarks.process.TestCertificate;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Probes a second and processor time a probe, of our engine beside wrk and blackbox_exporter, in
 * turns against one nginx on the same machine.
 */
public final class ProberBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final int WRK_CONNECTIONS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration SETTLING = Duration.ofSeconds(1);
  private static final Duration WINDOW = Duration.ofSeconds(5);

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    Programs programs = Programs.find(Program.NGINX, Program.WRK, Program.BLACKBOX);
    int loops = Runtime.getRuntime().availableProcessors();
    try (Workplace workplace = Workplace.open("prober")) {
      TestCertificate certificate = TestCertificate.make(workplace.folder());
      try (Nginx nginx = Nginx.start(programs, workplace.place("nginx"), certificate);
          Blackbox blackbox =
              Blackbox.start(programs, workplace.folder(), certificate.certificate());
          EngineProcess engine =
              EngineProcess.start(workplace.folder(), loops, certificate.certificate(), "384m")) {
        String http = "http://127.0.0.1:%d/".formatted(nginx.httpPort());
        String https = "https://127.0.0.1:%d/".formatted(nginx.httpsPort());
        Candidate ownHttp = engine.probing("http", nginx.httpPort());
        Candidate ownHttps = engine.probing("https", nginx.httpsPort());
        Candidate wrkHttp =
            new Wrk(programs, workplace.folder(), "wrk, http", http, WRK_CONNECTIONS);
        Candidate wrkHttps =
            new Wrk(programs, workplace.folder(), "wrk, https", https, WRK_CONNECTIONS);
        Candidate blackboxHttp = blackbox.probing("http", http);
        Candidate blackboxHttps = blackbox.probing("https", https);
        introduce(out, loops);
        warmUp(ownHttp);
        warmUp(ownHttps);
        Handshakes before = settledHandshakes(nginx);
        Map<Candidate, Sample> medians =
            measure(
                out,
                nginx,
                List.of(ownHttp, wrkHttp, blackboxHttp, ownHttps, wrkHttps, blackboxHttps));
        engine.requireSuccess();
        proveFullHandshakes(out, before, settledHandshakes(nginx));
        print(out, medians);
        Figures figures =
            new Figures()
                .with("http_per_s", of(medians, ownHttp).perSecond())
                .with("http_cpu_us", of(medians, ownHttp).cpuMicros())
                .with("https_per_s", of(medians, ownHttps).perSecond())
                .with("https_cpu_us", of(medians, ownHttps).cpuMicros())
                .with("blackbox_http_cpu_us", of(medians, blackboxHttp).cpuMicros())
                .with("blackbox_https_cpu_us", of(medians, blackboxHttps).cpuMicros())
                .with("wrk_per_s", of(medians, wrkHttp).perSecond())
                .with("wrk_cpu_us", of(medians, wrkHttp).cpuMicros())
                .with("wrk_https_per_s", of(medians, wrkHttps).perSecond())
                .with("wrk_https_cpu_us", of(medians, wrkHttps).cpuMicros())
                .with("blackbox_http_per_s", of(medians, blackboxHttp).perSecond())
                .with("blackbox_https_per_s", of(medians, blackboxHttps).perSecond());
        new SmallProbes(out, engine).measure(figures);
        new Soak(out, engine, ownHttp).measure(figures);
        new InFlight(out, workplace.folder(), loops, certificate.certificate()).measure(figures);
        return figures;
      }
    }
  }

  private static void introduce(PrintStream out, int loops) {
    out.printf(
        """
        Probing one nginx (1 worker, loopback) with a new connection a probe, %d processors shared by all.
        iplive: %d probes at a time on %d event loops, certificates verified; wrk: %d connections;
        blackbox_exporter: certificates verified, asked by wrk over 32 connections.
        Warm-up %d s a protocol, then %d rounds of %d s a candidate, in turns; processor time is that of the
        candidate's process alone, in the window alone.%n\
        """,
        Runtime.getRuntime().availableProcessors(),
        EngineProcess.CONCURRENCY,
        loops,
        WRK_CONNECTIONS,
        WARM_UP.toSeconds(),
        ROUNDS,
        WINDOW.toSeconds());
  }

  private static void warmUp(Candidate candidate) throws IOException, InterruptedException {
    try (Load _ = candidate.begin()) {
      Thread.sleep(WARM_UP);
    }
  }

  private static Map<Candidate, Sample> measure(
      PrintStream out, Nginx nginx, List<Candidate> candidates)
      throws IOException, InterruptedException {
    Map<Candidate, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      out.printf("%nround %d of %d%n", round, ROUNDS);
      for (Candidate candidate : candidates) {
        Sample sample = window(nginx, candidate);
        samples.computeIfAbsent(candidate, _ -> new ArrayList<>()).add(sample);
        out.printf(
            "  %-24s %8s probes/s %8s µs of processor time a probe%n",
            candidate.name(), Numbers.whole(sample.perSecond()), Numbers.whole(sample.cpuMicros()));
      }
    }
    Map<Candidate, Sample> medians = new LinkedHashMap<>();
    samples.forEach((candidate, all) -> medians.put(candidate, Sample.median(all)));
    return medians;
  }

  /** The count is nginx's own: one request is one probe, whoever makes it. */
  private static Sample window(Nginx nginx, Candidate candidate)
      throws IOException, InterruptedException {
    try (Load load = candidate.begin()) {
      Thread.sleep(SETTLING);
      long requests = nginx.requests();
      Duration cpu = ProcessorTime.of(load.pid());
      long begun = System.nanoTime();
      Thread.sleep(WINDOW);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      Duration spent = ProcessorTime.of(load.pid()).minus(cpu);
      return Sample.of(nginx.requests() - requests - 1, took, spent);
    }
  }

  /** Counted once nginx has written them. */
  private static Handshakes settledHandshakes(Nginx nginx)
      throws IOException, InterruptedException {
    Thread.sleep(SETTLING.multipliedBy(2));
    return nginx.handshakes();
  }

  private static void proveFullHandshakes(PrintStream out, Handshakes before, Handshakes after) {
    long full = after.full() - before.full();
    long resumed = after.resumed() - before.resumed();
    out.printf(
        "%nTLS handshakes that nginx counted in the rounds: %s full, %s resumed.%n",
        Numbers.whole(full), Numbers.whole(resumed));
    if (full == 0 || resumed > 0) {
      throw new Complaint("sessions were resumed: the figures for https mean nothing.");
    }
  }

  private static void print(PrintStream out, Map<Candidate, Sample> medians) {
    Table table = new Table("median", "probes/s", "µs a probe");
    medians.forEach((candidate, sample) ->
        table.row(
            candidate.name(),
            Numbers.whole(sample.perSecond()),
            Numbers.whole(sample.cpuMicros())));
    out.printf("%n%s%n%n", table.text());
  }

  private static Sample of(Map<Candidate, Sample> medians, Candidate candidate) {
    Sample sample = medians.get(candidate);
    if (sample == null) {
      throw new IllegalStateException(candidate.name() + " was not measured");
    }
    return sample;
  }
}
