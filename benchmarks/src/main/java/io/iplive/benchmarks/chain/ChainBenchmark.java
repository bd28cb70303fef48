package io.iplive.benchmarks.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.LocalRun;
import io.iplive.benchmarks.process.Nginx;
import io.iplive.benchmarks.process.Parts;
import io.iplive.benchmarks.process.Programs;
import io.iplive.benchmarks.process.Programs.Program;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything on one machine, from the API call to the panel's callback, under a load that rises
 * until probes start late.
 */
public final class ChainBenchmark implements Benchmark {

  private static final List<Integer> RATES =
      List.of(500, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000);
  private static final Duration LAST_BEGIN = Duration.ofMinutes(7);
  private static final Duration FIRST_ROUNDS = Duration.ofSeconds(60);
  private static final Duration SETTLING = Panel.INTERVAL.multipliedBy(3).dividedBy(2);

  /** How long a step is measured, in seconds. */
  public static final int MEASURED_SECONDS = 30;

  private static final Duration MEASURED = Duration.ofSeconds(MEASURED_SECONDS);

  /** Longer than the targets of a round are spread, and then for the callback. */
  private static final Duration DRAIN = Panel.INTERVAL.dividedBy(2).plusSeconds(3);

  private static final Duration STEP = Duration.ofMillis(200);

  private final List<Integer> rates;
  private final Duration held;

  /**
   * A load that rises to a rate, and stays there for a time.
   *
   * @param rate probes a second; 0: until it does not hold
   * @param seconds that the last step is measured
   */
  public ChainBenchmark(int rate, int seconds) {
    rates = rate == 0 ? RATES : List.of(rate / 4, rate / 2, rate);
    held = Duration.ofSeconds(seconds);
  }

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    Programs programs = Programs.find(Program.NGINX);
    Observations observations = new Observations();
    try (Workplace workplace = Workplace.open("chain");
        Nginx target = Nginx.start(programs, workplace.place("target"), null);
        CallbackReceiver receiver = new CallbackReceiver(observations);
        LocalRun run = LocalRun.in(workplace.folder(), Workplace.freePort())) {
      out.println("Starting iplive on fresh data.");
      run.up();
      Parts parts = new Parts(run.status(), Map.of("target (nginx)", target.pid()));
      introduce(out, parts);
      JsonNode account = run.addAccount("bench", receiver.address());
      try (ResultReader reader =
              new ResultReader(
                  "127.0.0.1:" + parts.port("broker"),
                  "http://127.0.0.1:%d/apis/ccompat/v7".formatted(parts.port("registry")),
                  observations);
          Panel panel =
              new Panel(
                  run.address(),
                  account.path("app_name").asText(),
                  account.path("token").asText(),
                  target.httpPort())) {
        return rise(out, new Rig(observations, reader, panel, parts));
      }
    }
  }

  /** What a step is run with. */
  private record Rig(Observations observations, ResultReader reader, Panel panel, Parts parts) {}

  private static void introduce(PrintStream out, Parts parts) throws InterruptedException {
    out.printf(
        """
        %d processors shared by all: broker, registry, PostgreSQL, the services in one JVM, and the
        target (nginx) and receiver of this benchmark.
        Groups of %d records every %d s over http, one node, a callback every round; lateness is a probe's
        start minus its own due, probes that never ran count as late; detection is the callback's arrival
        minus the end of the round's last probe.
        Durability as the local run sets it: acks=all, the verdict exactly once, synchronous_commit on.
        %s%n%n\
        """,
        Runtime.getRuntime().availableProcessors(),
        Panel.RECORDS,
        Panel.INTERVAL.toSeconds(),
        BrokerSettings.text("127.0.0.1:" + parts.port("broker")));
  }

  private Figures rise(PrintStream out, Rig rig) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Step last = null;
    for (int rate : rates) {
      if (System.nanoTime() - begun > LAST_BEGIN.toNanos()) {
        out.println("No time is left for another step.");
        break;
      }
      Duration measured = rate == rates.getLast() ? held : MEASURED;
      Optional<Step> step = step(out, rig, rate, measured);
      step.ifPresent(done -> out.printf("%s%n%n", done.text()));
      if (step.isEmpty() || !step.get().holds()) {
        step.ifPresent(done -> out.printf("Where its processor time went:%n%s%n%n", done.costs()));
        break;
      }
      last = step.get();
    }
    return figures(out, last);
  }

  /** Empty when the system does not take up the load at all. */
  private static Optional<Step> step(PrintStream out, Rig rig, int rate, Duration measured)
      throws IOException, InterruptedException {
    int groups = rate * (int) Panel.INTERVAL.toSeconds() / Panel.RECORDS;
    int added = groups - rig.panel().monitorOfGroup().size();
    long begun = System.nanoTime();
    rig.panel().growTo(groups);
    out.printf(
        "%s groups registered, %s a second; waiting for their rounds%n",
        Numbers.whole(groups), Numbers.whole(added / ((System.nanoTime() - begun) / 1e9)));
    if (!hadFirstRounds(rig.observations(), groups)) {
      out.printf(
          "after %d s only %d of them have had a callback%n%n",
          FIRST_ROUNDS.toSeconds(), rig.observations().groupsHeard());
      return Optional.empty();
    }
    // Before the settling: a round must not lose its first probes, and seem to begin in the span.
    rig.observations().forget();
    Thread.sleep(SETTLING);

    Map<String, Duration> cpu = rig.parts().processorTime();
    Map<String, Duration> threads = rig.parts().servicesByThread();
    long from = System.currentTimeMillis();
    Thread.sleep(measured);
    Span span = new Span(from, from + measured.toMillis());
    Map<String, Duration> cpuSpent = Parts.spent(cpu, rig.parts().processorTime());
    Map<String, Duration> threadsSpent = Parts.spent(threads, rig.parts().servicesByThread());
    Thread.sleep(DRAIN);
    rig.reader().requireReading();
    Findings findings =
        Findings.of(
            rig.observations().probes(),
            rig.observations().heard(rig.panel().monitorOfGroup()),
            span,
            (long) groups * Panel.RECORDS * span.times(Panel.INTERVAL));
    return Optional.of(new Step(rate, span, findings, cpuSpent, threadsSpent));
  }

  private static boolean hadFirstRounds(Observations observations, int groups)
      throws InterruptedException {
    long deadline = System.nanoTime() + FIRST_ROUNDS.toNanos();
    while (observations.groupsHeard() < groups) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(STEP);
    }
    return true;
  }

  private static Figures figures(PrintStream out, @Nullable Step last) {
    if (last == null) {
      throw new Complaint("already the first step did not hold.");
    }
    out.printf("Where the processor time of the last step that held went:%n%s%n%n", last.costs());
    return new Figures()
        .with("probes_per_s", last.probesPerSecond())
        .with("lateness_p99_ms", last.findings().lateness().p99())
        .with("detection_p50_ms", last.findings().detection().p50())
        .with("detection_p99_ms", last.findings().detection().p99())
        .with("cpu_us_per_probe", last.cpuMicrosPerProbe())
        .with("rounds_per_s", last.roundsPerSecond());
  }
}
