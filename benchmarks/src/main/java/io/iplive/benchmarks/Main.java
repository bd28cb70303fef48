package io.iplive.benchmarks;

import io.iplive.benchmarks.api.ApiBenchmark;
import io.iplive.benchmarks.chain.ChainBenchmark;
import io.iplive.benchmarks.prober.ProberBenchmark;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.start.StartBenchmark;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Entry point of {@code ./iplive bench NAME}. */
public final class Main {

  private static final Duration FAREWELL = Duration.ofSeconds(40);
  private static final String NAMES = "prober, chain, start, api";

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
    if (arguments.size() != 1) {
      throw new Complaint("name one benchmark: %s.".formatted(NAMES));
    }
    String name = arguments.getFirst();
    return switch (name) {
      case "prober" -> new ProberBenchmark();
      case "chain" -> new ChainBenchmark();
      case "api" -> new ApiBenchmark();
      case "start" -> new StartBenchmark();
      default ->
          throw new Complaint("there is no benchmark '%s'; there are %s.".formatted(name, NAMES));
    };
  }
}
