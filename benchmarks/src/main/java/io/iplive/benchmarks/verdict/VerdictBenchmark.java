package io.iplive.benchmarks.verdict;

import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.LocalRun;
import io.iplive.benchmarks.process.Parts;
import io.iplive.benchmarks.process.ProcessorTime;
import io.iplive.benchmarks.process.ServiceProcess;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Table;
import io.iplive.benchmarks.topic.TopicReader;
import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The verdict in a process of its own, exactly once and with its changelog, while it works off
 * rounds that three nodes answer. Every closed round and outage is read back and counted. The
 * scheduler runs beside it without a monitor: it only ticks.
 */
public final class VerdictBenchmark implements Benchmark {

  public static final int TARGETS = 1_000_000;

  private static final int FEW = 10_000;
  private static final int WARM_UP_ROUNDS = 40;
  private static final int MEASURED_ROUNDS = 30;

  /** Rounds lie in the past, so that none of them is ahead of its time. */
  private static final Duration HISTORY = Duration.ofMinutes(WARM_UP_ROUNDS + MEASURED_ROUNDS + 10);

  private static final String MAIN = "io.iplive.verdict.VerdictMain";
  private static final int MEGABYTES = 6_144;

  /**
   * Rounds that may be published and not yet closed: what comes in a second at the rate aimed at.
   */
  private static final int AHEAD = 20_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(10);

  private final int targets;

  /**
   * A benchmark of a few targets, and of so many.
   *
   * @param targets from 10,000
   */
  public VerdictBenchmark(int targets) {
    this.targets = targets;
  }

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.open("verdict");
        LocalRun run = LocalRun.in(workplace.folder(), Workplace.freePort())) {
      out.println(
          "Starting the broker and the registry (a scheduler without monitors beside them).");
      run.upOnly("scheduler");
      Parts parts = new Parts(run.status(), Map.of());
      String broker = "127.0.0.1:" + parts.port("broker");
      String registry = "http://127.0.0.1:%d/apis/ccompat/v7".formatted(parts.port("registry"));
      Instant first = Instant.ofEpochSecond(Instant.now().getEpochSecond()).minus(HISTORY);
      Closed closed = new Closed();
      try (ServiceProcess verdict =
              ServiceProcess.start(
                  workplace.place("verdict"),
                  MAIN,
                  MEGABYTES,
                  List.of(
                      "--spring.kafka.bootstrap-servers=" + broker,
                      "--iplive.registry.url=" + registry));
          Wire wire = new Wire(broker, registry)) {
        verdict.awaitHealthy();
        Rounds rounds = new Rounds(wire, first);
        try (TopicReader reader =
            TopicReader.fromBeginning(
                broker, List.of(Topics.ROUNDS, Topics.OUTAGES), taker(wire, rounds, closed))) {
          return measure(out, new Rig(rounds, closed, reader, parts, verdict.pid()));
        }
      }
    }
  }

  /** What a load is measured with. */
  private record Rig(Rounds rounds, Closed closed, TopicReader reader, Parts parts, long verdict) {}

  private static Consumer<ConsumerRecord<byte[], byte[]>> taker(
      Wire wire, Rounds rounds, Closed closed) {
    AvroSerde<RoundEvent> events = wire.serde(RoundEvent.class);
    AvroSerde<OutageEvent> outages = wire.serde(OutageEvent.class);
    return record -> {
      if (record.topic().equals(Topics.ROUNDS.name())) {
        RoundClosed round = events.decode(record.topic(), record.value()).getClosed();
        if (round != null) {
          closed.closed(rounds.number(round.getRoundAt()), round.getMonitorId(), isDecided(round));
        }
      } else {
        switch (outages.decode(record.topic(), record.value()).getKind()) {
          case OPENED -> closed.outageOpened();
          case CLOSED -> closed.outageClosed();
          case UNKNOWN -> throw new Complaint("an outage event of no known kind");
        }
      }
    };
  }

  private static boolean isDecided(RoundClosed round) {
    return round.getTargets().stream()
        .allMatch(target -> target.getDecidedBy() == DecidedBy.ANSWERS);
  }

  private Figures measure(PrintStream out, Rig rig) throws IOException, InterruptedException {
    out.printf("Warming up: %d rounds of %s targets.%n", WARM_UP_ROUNDS, Numbers.whole(FEW));
    int number = 0;
    pass(rig, number, WARM_UP_ROUNDS, FEW, 1);
    number += WARM_UP_ROUNDS;
    Pass few = pass(rig, number, MEASURED_ROUNDS, FEW, 1);
    number += MEASURED_ROUNDS;
    out.printf("%s%n%n", few.text("%s targets".formatted(Numbers.whole(FEW))));
    out.printf("A first round of %s targets.%n", Numbers.whole(targets));
    pass(rig, number, 1, targets, 1);
    number++;
    int step = Math.max(1, targets / (FEW * MEASURED_ROUNDS));
    int many = Math.max(1, FEW * MEASURED_ROUNDS / (targets / step));
    Pass full = pass(rig, number, many, targets, step);
    out.printf("%s%n%n", full.text("%s targets".formatted(Numbers.whole(targets))));
    requireOutages(rig.closed(), step, many);
    return new Figures()
        .with("results_per_s_per_core", Math.min(few.perCore(), full.perCore()))
        .withHundredths("cost_ratio_%s_to_10k".formatted(name()), few.perCore() / full.perCore());
  }

  private String name() {
    return targets % TARGETS == 0 ? targets / TARGETS + "m" : targets / 1_000 + "k";
  }

  /** A target that was down often enough has one outage, which nothing ends. */
  private void requireOutages(Closed closed, int step, int many) {
    long expected = 0;
    for (long id = 1; id <= targets; id++) {
      int few = id <= FEW ? WARM_UP_ROUNDS + MEASURED_ROUNDS : 0;
      int rounds = few + 1 + ((id - 1) % step == 0 ? many : 0);
      expected += Rounds.isDown(id) && rounds >= Rounds.NUM_ERROR ? 1 : 0;
    }
    if (closed.outagesOpened() != expected || closed.outagesClosed() != 0) {
      throw new Complaint(
          "%d outages were opened and %d closed, and not %d and 0"
              .formatted(closed.outagesOpened(), closed.outagesClosed(), expected));
    }
  }

  private static void awaitClosed(Rig rig, long wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (rig.closed().rounds() < wanted) {
      if (System.nanoTime() > deadline) {
        throw new Complaint(
            "of %,d rounds only %,d were closed".formatted(wanted, rig.closed().rounds()));
      }
      rig.reader().requireReading();
      Thread.sleep(STEP);
    }
  }

  /** Publishes rounds, never far ahead of the verdict, and waits until all of them are closed. */
  private static Pass pass(Rig rig, int number, int rounds, int monitors, int step)
      throws IOException, InterruptedException {
    long before = rig.closed().rounds();
    long undecidedBefore = rig.closed().undecided();
    long wanted = (long) rounds * Math.ceilDiv(monitors, step);
    Map<String, Duration> others = rig.parts().processorTime();
    Map<String, Duration> threads = ProcessorTime.byThreadName(rig.verdict());
    Duration cpu = ProcessorTime.of(rig.verdict());
    long begun = System.nanoTime();
    AtomicLong published = new AtomicLong(before);
    for (int round = 0; round < rounds; round++) {
      rig.rounds()
          .publish(
              number + round,
              monitors,
              step,
              batch -> {
                awaitClosed(rig, published.get() - AHEAD);
                published.addAndGet(batch);
              });
    }
    awaitClosed(rig, before + wanted);
    long undecided = rig.closed().undecided() - undecidedBefore;
    // Cold, it may take longer than a round has; what is measured is right as a whole.
    if (rig.closed().repeats() > 0 || (undecided > 0 && number > 0)) {
      throw new Complaint(
          "%,d rounds were closed twice, and %,d without their answers"
              .formatted(rig.closed().repeats(), undecided));
    }
    return new Pass(
        wanted * Rounds.NODES,
        Duration.ofNanos(System.nanoTime() - begun),
        ProcessorTime.of(rig.verdict()).minus(cpu),
        Parts.spent(threads, ProcessorTime.byThreadName(rig.verdict())),
        Parts.spent(others, rig.parts().processorTime()));
  }

  /** Results that became closed rounds, and what that took. */
  private record Pass(
      long results,
      Duration time,
      Duration cpu,
      Map<String, Duration> threads,
      Map<String, Duration> others) {

    double perCore() {
      return results * 1e9 / cpu.toNanos();
    }

    String text(String of) {
      Table table = new Table("processor time", "µs a result", "% of a processor");
      row(table, "verdict", cpu);
      threads.entrySet().stream()
          .limit(8)
          .forEach(thread -> row(table, "  of it: " + thread.getKey(), thread.getValue()));
      others.forEach((name, spent) -> row(table, name, spent));
      return """
      %s: %s results a second and core; %s in %s s of everything's time
      %s\
      """
          .formatted(
              of,
              Numbers.whole(perCore()),
              Numbers.whole(results),
              Numbers.tenth(time.toMillis() / 1e3),
              table.text());
    }

    private void row(Table table, String name, Duration spent) {
      table.row(
          name,
          Numbers.tenth(spent.toNanos() / 1e3 / results),
          Numbers.whole(100.0 * spent.toNanos() / time.toNanos()));
    }
  }
}
