package io.iplive.benchmarks.scheduler;

import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.LiveHeap;
import io.iplive.benchmarks.process.LocalRun;
import io.iplive.benchmarks.process.Parts;
import io.iplive.benchmarks.process.ProcessorTime;
import io.iplive.benchmarks.process.ServiceProcess;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Percentiles;
import io.iplive.benchmarks.report.Table;
import io.iplive.benchmarks.topic.Wire;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The scheduler in a process of its own, with broker and registry and without the other services.
 * One of 20 nodes is asked a round. Every job is read back from the topics of the nodes; in the
 * measured period each monitor must have exactly one.
 */
public final class SchedulerBenchmark implements Benchmark {

  public static final int MONITORS = 1_000_000;

  private static final String MAIN = "io.iplive.scheduler.SchedulerMain";
  private static final int MEGABYTES = 1_536;
  private static final Duration WARM_UP = Duration.ofSeconds(75);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration CALM = Duration.ofSeconds(2);

  private final int monitors;

  /**
   * A benchmark of so many monitors.
   *
   * @param monitors from 10,000
   */
  public SchedulerBenchmark(int monitors) {
    this.monitors = monitors;
  }

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.open("scheduler");
        LocalRun run = LocalRun.in(workplace.folder(), Workplace.freePort())) {
      out.println("Starting the broker and the registry (the gateway, idle, beside them).");
      run.upOnly("gateway");
      Parts parts = new Parts(run.status(), Map.of());
      String broker = "127.0.0.1:" + parts.port("broker");
      String registry = "http://127.0.0.1:%d/apis/ccompat/v7".formatted(parts.port("registry"));
      try (Wire wire = new Wire(broker, registry);
          Nodes _ = Nodes.enrol(wire, broker)) {
        Stand stand = new Stand(workplace.place("scheduler"), broker, registry);
        long empty = emptyHeap(stand);
        out.printf("Publishing %s monitors.%n", Numbers.whole(monitors));
        new Monitors(wire, monitors).publish();
        return measure(out, stand, parts, wire, empty);
      }
    }
  }

  /** What a scheduler is started with. */
  private record Stand(Path folder, String broker, String registry) {

    ServiceProcess scheduler() throws IOException {
      return ServiceProcess.start(
          folder,
          MAIN,
          MEGABYTES,
          List.of(
              "--spring.kafka.bootstrap-servers=" + broker,
              "--iplive.registry.url=" + registry,
              "--iplive.scheduler.levels=1/1,1/1,1/1,1/1,1/1"));
    }
  }

  private static long emptyHeap(Stand stand) throws IOException, InterruptedException {
    try (ServiceProcess scheduler = stand.scheduler().awaitHealthy()) {
      Thread.sleep(CALM);
      return LiveHeap.of(scheduler.pid()).bytes();
    }
  }

  private Figures measure(PrintStream out, Stand stand, Parts parts, Wire wire, long empty)
      throws IOException, InterruptedException {
    out.println("Starting the scheduler.");
    long startedAt = System.currentTimeMillis();
    try (ServiceProcess scheduler = stand.scheduler()) {
      FirstRounds first = FirstRounds.await(stand.broker(), wire);
      Thread.sleep(WARM_UP);
      long from = System.currentTimeMillis() + SOON.toMillis();
      Dues dues = new Dues(monitors, from, from + Monitors.PERIOD.toMillis());
      try (JobReader jobs = new JobReader(stand.broker(), wire, dues)) {
        Thread.sleep(SOON);
        Map<String, Duration> others = parts.processorTime();
        Map<String, Duration> threads = ProcessorTime.byThreadName(scheduler.pid());
        Duration cpu = ProcessorTime.of(scheduler.pid());
        Thread.sleep(Monitors.PERIOD);
        Duration spent = ProcessorTime.of(scheduler.pid()).minus(cpu);
        Map<String, Duration> byThread =
            Parts.spent(threads, ProcessorTime.byThreadName(scheduler.pid()));
        Map<String, Duration> byOther = Parts.spent(others, parts.processorTime());
        Thread.sleep(DRAIN);
        jobs.requireReading();
        LiveHeap heap = LiveHeap.of(scheduler.pid());
        Found found =
            new Found(
                dues,
                (first.anywhere() - startedAt) / 1e3,
                (first.everywhere() - startedAt) / 1e3,
                spent,
                (heap.bytes() - empty) / (double) monitors);
        out.println(found.text());
        out.println(costs(spent, byThread, byOther, dues.seen()));
        out.printf("%nThe most on the heap:%n%s%n%n", String.join("\n", heap.most()));
        return found.figures();
      }
    }
  }

  /** What the measured period and the heap after it came to. */
  private record Found(
      Dues dues, double firstRound, double boot, Duration cpu, double bytesPerMonitor) {

    Figures figures() {
      if (dues.repeats() > 0) {
        throw new Complaint("%,d jobs were a monitor's second".formatted(dues.repeats()));
      }
      return new Figures()
          .with("rounds_per_s", perSecond())
          .with("lateness_p99_ms", dues.lateness().p99())
          .with("bytes_per_monitor", bytesPerMonitor)
          .with("boot_s", boot)
          .withHundredths("cpu_cores", cores());
    }

    private double perSecond() {
      return dues.seen() / (double) Monitors.PERIOD.toSeconds();
    }

    private double cores() {
      return cpu.toNanos() / (double) Monitors.PERIOD.toNanos();
    }

    String text() {
      Percentiles lateness = dues.lateness();
      return """
      %s rounds a second, each monitor's once; %s monitors had none
      lateness of jobs, by the broker's clock: p50 %s, p99 %s, max %s ms
      from its start to the first round: %s s; to the first of every partition: %s s
      %s bytes of heap a monitor; %s cores\
      """
          .formatted(
              Numbers.whole(perSecond()),
              Numbers.whole(lateness.count() - dues.seen()),
              Numbers.whole(lateness.p50()),
              Numbers.whole(lateness.p99()),
              Numbers.whole(lateness.max()),
              Numbers.tenth(firstRound),
              Numbers.tenth(boot),
              Numbers.whole(bytesPerMonitor),
              "%.2f".formatted(cores()));
    }
  }

  private static String costs(
      Duration scheduler,
      Map<String, Duration> threads,
      Map<String, Duration> others,
      long rounds) {
    Table table = new Table("processor time", "µs a round", "% of a processor");
    row(table, "scheduler", scheduler, rounds);
    threads.entrySet().stream()
        .limit(10)
        .forEach(each -> row(table, "  of it: " + each.getKey(), each.getValue(), rounds));
    others.forEach((name, time) -> row(table, name, time, rounds));
    return table.text();
  }

  private static void row(Table table, String name, Duration time, long rounds) {
    table.row(
        name,
        Numbers.tenth(time.toNanos() / 1e3 / rounds),
        Numbers.whole(100.0 * time.toNanos() / Monitors.PERIOD.toNanos()));
  }
}
