package io.iplive.benchmarks;

import io.iplive.benchmarks.api.ApiBenchmark;
import io.iplive.benchmarks.chain.ChainBenchmark;
import io.iplive.benchmarks.notifier.NotifierBenchmark;
import io.iplive.benchmarks.prober.ProberBenchmark;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.scheduler.SchedulerBenchmark;
import io.iplive.benchmarks.sla.SlaBenchmark;
import io.iplive.benchmarks.start.StartBenchmark;
import io.iplive.benchmarks.verdict.VerdictBenchmark;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Entry point of {@code ./iplive bench NAME}. */
public final class Main {

  private static final Duration FAREWELL = Duration.ofSeconds(40);
  private static final String NAMES =
      "prober, chain, start, api, notifier, scheduler, verdict, sla";

  private static final int FEWEST = 10_000;

  private Main() {}

  public static void main(String[] arguments) {
    Thread main = Thread.currentThread();
    // Ctrl-C unwinds the benchmark, which ends what it started.
    Thread farewell = Thread.ofPlatform().unstarted(() -> interruptAndWait(main));
    Runtime.getRuntime().addShutdownHook(farewell);
    int code = run(List.of(arguments));
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException _) {
      return;
    }
    System.exit(code);
  }

  private static void interruptAndWait(Thread main) {
    main.interrupt();
    try {
      main.join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static int run(List<String> arguments) {
    try {
      Figures figures = benchmark(arguments).run(System.out);
      System.out.println(figures.json());
      return 0;
    } catch (Complaint e) {
      System.err.println("iplive bench: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("iplive bench: " + e);
    } catch (InterruptedException _) {
      System.err.println("iplive bench: stopped.");
    }
    return 1;
  }

  private static Benchmark benchmark(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new Complaint("name one benchmark: %s.".formatted(NAMES));
    }
    String name = arguments.getFirst();
    Options options = new Options(arguments.subList(1, arguments.size()));
    Benchmark benchmark =
        switch (name) {
          case "prober" -> new ProberBenchmark();
          case "chain" ->
              new ChainBenchmark(
                  options.count("--rate", 0, 100),
                  options.count("--seconds", ChainBenchmark.MEASURED_SECONDS, 10));
          case "api" -> new ApiBenchmark();
          case "start" -> new StartBenchmark();
          case "notifier" -> new NotifierBenchmark();
          case "scheduler" ->
              new SchedulerBenchmark(
                  options.count("--monitors", SchedulerBenchmark.MONITORS, FEWEST));
          case "verdict" ->
              new VerdictBenchmark(options.count("--targets", VerdictBenchmark.TARGETS, FEWEST));
          case "sla" -> new SlaBenchmark();
          default ->
              throw new Complaint(
                  "there is no benchmark '%s'; there are %s.".formatted(name, NAMES));
        };
    options.requireNoOthers(name);
    return benchmark;
  }
}
