package io.iplive.benchmarks.sla;

import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.LocalRun;
import io.iplive.benchmarks.process.Parts;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Table;
import io.iplive.benchmarks.sla.Reporting.Made;
import io.iplive.schemas.HttpSchemaRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A month of 10,000 monitors in a real broker, and reports of it: by hourly sums, of a week and of
 * the month, and round by round. What a report says is compared with what was published.
 */
public final class SlaBenchmark implements Benchmark {

  private static final String ACCOUNT = "bench";
  private static final int ROUNDS_HOURS = 4;

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.open("sla");
        LocalRun run = LocalRun.in(workplace.folder(), Workplace.freePort())) {
      out.println("Starting the broker and the registry.");
      run.upOnly("verdict");
      Parts parts = new Parts(run.status(), Map.of());
      String broker = "127.0.0.1:" + parts.port("broker");
      String registry = "http://127.0.0.1:%d/apis/ccompat/v7".formatted(parts.port("registry"));
      Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
      Instant begin = end.minus(Duration.ofHours(Month.HOURS));
      long hours;
      long outages;
      long rounds;
      try (Month month = new Month(broker, new HttpSchemaRegistry(registry), begin)) {
        out.println("Publishing the month.");
        month.account(ACCOUNT);
        hours = month.hours();
        outages = month.outages();
        rounds = month.rounds(ROUNDS_HOURS);
      }
      Reporting reporting = new Reporting(workplace.folder(), broker, registry, ACCOUNT);
      Made week = reporting.make(end.minus(Duration.ofDays(7)), end, "rollups");
      Made month = reporting.make(begin, end, "rollups");
      require(month, outages / 2);
      Instant kept = end.minus(Duration.ofHours(ROUNDS_HOURS));
      Made byRound = reporting.make(kept, end, "rounds");
      out.println(
          new Table("report", "records", "s", "records/s", "peak MB")
              .row(row("a week, by hourly sums", hours + outages, week))
              .row(row("the month, by hourly sums", hours + outages, month))
              .row(row(ROUNDS_HOURS + " hours, by round", hours + outages + rounds, byRound))
              .text());
      out.printf(
          "%s monitors, 1 in 20 with an outage in every sixth hour (%s); 3 votes a round.%n%n",
          Numbers.whole(Month.MONITORS), Numbers.whole(outages / 2));
      return new Figures()
          .with("records_per_s", perSecond(hours + outages + rounds, byRound))
          .with("month_s", seconds(month))
          .with("peak_rss_mb", Math.max(month.peakMegabytes(), byRound.peakMegabytes()));
    }
  }

  private static String[] row(String name, long records, Made made) {
    return new String[] {
      name,
      Numbers.whole(records),
      Numbers.tenth(seconds(made)),
      Numbers.whole(perSecond(records, made)),
      Numbers.whole(made.peakMegabytes())
    };
  }

  private static double perSecond(long records, Made made) {
    return records / seconds(made);
  }

  private static double seconds(Made made) {
    return made.took().toMillis() / 1e3;
  }

  private static void require(Made month, long outages) {
    long found = month.report().path("outages").path("count").asLong();
    int targets = month.report().path("targets").size();
    if (found != outages || targets != Month.MONITORS) {
      throw new Complaint(
          "the report counts %,d outages of %,d targets, and not %,d of %,d"
              .formatted(found, targets, outages, Month.MONITORS));
    }
  }
}
