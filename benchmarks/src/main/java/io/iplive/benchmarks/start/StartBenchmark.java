package io.iplive.benchmarks.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.LocalRun;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@code ./iplive up} takes on fresh data, and a service's image to be ready; and memory.
 */
public final class StartBenchmark implements Benchmark {

  private static final int RUNS = 3;

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    out.println("Starting iplive on fresh data; a first run, not counted, builds what is missing.");
    start(out, "first");
    List<Double> seconds = new ArrayList<>();
    List<Double> megabytes = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      Start start = start(out, "run %d of %d".formatted(run, RUNS));
      seconds.add(start.took().toMillis() / 1e3);
      megabytes.add(start.megabytes());
    }
    ServiceStarts.Median service = ServiceStarts.worst(out);
    out.printf("%nMedians of %d runs; of services the worst one's:%n", RUNS);
    return new Figures()
        .with("service_start_s", service.seconds())
        .with("service_rss_mb", service.megabytes())
        .with("up_s", Numbers.median(seconds))
        .with("total_rss_mb", Numbers.median(megabytes));
  }

  private record Start(Duration took, double megabytes) {}

  private static Start start(PrintStream out, String name)
      throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.open("start");
        LocalRun run = LocalRun.in(workplace.folder(), Workplace.freePort())) {
      Duration took = run.up();
      JsonNode status = run.status();
      if (!status.path("healthy").asBoolean()) {
        throw new Complaint("iplive came up unhealthy: " + status);
      }
      double megabytes = LocalRun.residentMegabytes(status);
      out.printf(
          "%n%s: healthy after %s s, %s MB resident%n%s%n",
          name, Numbers.tenth(took.toMillis() / 1e3), Numbers.tenth(megabytes), parts(status));
      return new Start(took, megabytes);
    }
  }

  private static String parts(JsonNode status) {
    Table table = new Table("process", "MB");
    for (JsonNode part : status.path("parts")) {
      if (part.path("rss_mb").isNumber()) {
        table.row(part.path("name").asText(), Numbers.tenth(part.path("rss_mb").asDouble()));
      }
    }
    return table.text();
  }
}
