package io.iplive.benchmarks.notifier;

import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.LocalRun;
import io.iplive.benchmarks.process.Parts;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Percentiles;
import io.iplive.benchmarks.report.Table;
import io.iplive.benchmarks.topic.Published;
import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * The notifier with its own database and broker, without the other services: events come as the
 * verdict publishes them, receivers answer on loopback. Every receipt is counted again as a row
 * that was delivered, as an attempt, and as two steps in deliveries.v1.
 */
public final class NotifierBenchmark implements Benchmark {

  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int STEADY = 500;
  private static final int STEPS_A_DELIVERY = 2;
  private static final String KEY = "k1";

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.open("notifier");
        Receivers receivers = new Receivers(Customers.PANELS);
        LocalRun run = LocalRun.in(workplace.folder(), Workplace.freePort())) {
      out.println("Starting the notifier, PostgreSQL, the broker and the registry.");
      run.upOnly("notifier");
      Parts parts = new Parts(run.status(), Map.of());
      String broker = "127.0.0.1:" + parts.port("broker");
      Rows rows = new Rows(parts.port("postgres"), run.secret("database.password"));
      SecretCipher cipher = new SecretCipher(Map.of(KEY, run.secret("encryption.key." + KEY)), KEY);
      try (Wire wire =
              new Wire(
                  broker, "http://127.0.0.1:%d/apis/ccompat/v7".formatted(parts.port("registry")));
          Conflated conflated = new Conflated(parts.port("notifier"))) {
        new Customers(wire, cipher, receivers).publish();
        Outages outages = new Outages(wire);
        Rounds rounds = new Rounds(wire, conflated);
        receivers.note(outages.tally(), rounds.tally());
        introduce(out);
        Found ofOutages = measure(out, "deliveries, each a row", outages, parts, rows);
        require(outages.tally(), rows.settled());
        new Published(broker)
            .require(Topics.DELIVERIES, STEPS_A_DELIVERY * outages.tally().published());
        out.println("Every receipt is a row that was delivered, an attempt and two events.\n");
        Found ofRounds = measure(out, "callbacks of rounds, no rows", rounds, parts, rows);
        require(outages.tally(), rows.settled());
        return new Figures()
            .with("callbacks_per_s", ofOutages.perSecond())
            .with("p99_ms", ofOutages.latency().p99())
            .with("round_callbacks_per_s", ofRounds.perSecond())
            .with("round_p99_ms", ofRounds.latency().p99());
      }
    }
  }

  /** What a load came to: the most a second, and from publication to receipt at the steady rate. */
  private record Found(double perSecond, Percentiles latency) {}

  private static void introduce(PrintStream out) {
    out.printf(
        """
        %d processors shared by all: notifier, PostgreSQL, broker, and this benchmark, which publishes and receives.
        %s monitors of one target, %d panels with one HTTP contact and one callback address each, a port each.
        synchronous_commit on, acks=all; signed calls over HTTP/1.1, connections kept.%n%n\
        """,
        Runtime.getRuntime().availableProcessors(),
        Numbers.whole(Customers.MONITORS),
        Customers.PANELS);
  }

  private static Found measure(PrintStream out, String what, Load load, Parts parts, Rows rows)
      throws IOException, InterruptedException {
    Offer offer = new Offer(load);
    offer.saturating(WARM_UP);
    Map<String, Duration> cpu = parts.processorTime();
    Map<String, Duration> threads = parts.servicesByThread();
    long before = load.tally().heard();
    double perSecond = offer.saturating(WINDOW);
    long heard = load.tally().heard() - before;
    Map<String, Duration> spent = Parts.spent(cpu, parts.processorTime());
    Map<String, Duration> spentByThread = Parts.spent(threads, parts.servicesByThread());
    long unpublished = rows.counts().unpublished();
    long leftOut = offer.drain();

    long first = load.tally().published();
    offer.steadily(STEADY, WINDOW);
    long leftOutSteadily = offer.drain() - leftOut;
    Percentiles latency = load.tally().latencies(first);
    out.printf(
        """
        %s: %s a second
          steps not yet published at the end %s; conflated %s
          at %d a second: p50 %s, p99 %s, max %s ms; conflated %s
        %s%n%n\
        """,
        what,
        Numbers.whole(perSecond),
        Numbers.whole(unpublished),
        Numbers.whole(leftOut),
        STEADY,
        Numbers.whole(latency.p50()),
        Numbers.whole(latency.p99()),
        Numbers.whole(latency.max()),
        Numbers.whole(leftOutSteadily),
        costs(spent, spentByThread, heard));
    return new Found(perSecond, latency);
  }

  private static String costs(
      Map<String, Duration> spent, Map<String, Duration> threads, long heard) {
    Table table = new Table("processor time", "µs a callback", "% of a processor");
    spent.forEach((name, time) -> row(table, name, time, heard));
    threads.entrySet().stream()
        .limit(12)
        .forEach(
            thread -> row(table, "  of services: " + thread.getKey(), thread.getValue(), heard));
    return table.text();
  }

  private static void row(Table table, String name, Duration time, long heard) {
    table.row(
        name,
        Numbers.whole(time.toNanos() / 1e3 / heard),
        Numbers.whole(100.0 * time.toNanos() / WINDOW.toNanos()));
  }

  private static void require(Tally heard, Rows.Counts rows) {
    if (heard.repeats() > 0) {
      throw new Complaint("%,d receipts came twice".formatted(heard.repeats()));
    }
    long receipts = heard.heard();
    if (rows.delivered() != receipts
        || rows.deliveries() != receipts
        || rows.attempts() != receipts) {
      throw new Complaint("%,d receipts, but %s".formatted(receipts, rows));
    }
  }
}
