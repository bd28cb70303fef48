package io.iplive.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.benchmarks.Benchmark;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.LocalRun;
import io.iplive.benchmarks.process.Programs;
import io.iplive.benchmarks.process.Programs.Program;
import io.iplive.benchmarks.report.Figures;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Table;
import io.iplive.benchmarks.topic.Published;
import io.iplive.schemas.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * operate_monitor and the import over the gateway and what it stands on: broker, registry and
 * PostgreSQL. The services that read its events stand on machines of their own elsewhere, and would
 * share these processors here. Every call is counted again as a row of the journal and as a
 * published event.
 */
public final class ApiBenchmark implements Benchmark {

  private static final int CONNECTIONS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofSeconds(30);

  /** Groups left out after the warm-up: calls may have been under way when wrk ended. */
  private static final long MARGIN = 10_000;

  private static final int IMPORTED = 100_000;
  private static final long FIRST_IMPORTED = 10_000_000;

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    Programs programs = Programs.find(Program.WRK);
    out.println("Starting the gateway on fresh data.");
    try (Workplace workplace = Workplace.open("api");
        LocalRun run = LocalRun.in(workplace.folder(), Workplace.freePort())) {
      run.upOnly("gateway");
      JsonNode account = run.addAccount("bench", "http://127.0.0.1:9/callback");
      String form =
          "app_name=bench&token=%s&record_ids=1&ips=127.0.0.1&interval=300"
              .formatted(account.path("token").asText());
      Calls calls = new Calls(programs, workplace.folder(), run.address(), form, CONNECTIONS, 0);
      out.printf("%,d connections; %d s to warm up.%n", CONNECTIONS, WARM_UP.toSeconds());
      Calls.Outcome warm = calls.make(WARM_UP);
      Rows rows = new Rows(port(run, "postgres"), run.secret("database.password"));
      long before = rows.settled();
      // The same groups again would change nothing and write nothing: the next ones are new.
      Calls.Outcome measured = calls.from(warm.calls() + MARGIN).make(WINDOW);
      long after = rows.settled();
      requireRows(after - before, measured.calls());
      report(out, measured);
      Duration imported =
          new Import(run.address(), run.secret("operator.token"), "bench")
              .of(IMPORTED, FIRST_IMPORTED, workplace.folder());
      long all = rows.settled();
      if (all != after + IMPORTED) {
        throw new Complaint("%,d rows of an import of %,d".formatted(all - after, IMPORTED));
      }
      out.printf("%,d monitors imported in %s s%n", IMPORTED, seconds(imported));
      new Published("127.0.0.1:" + port(run, "broker")).require(Topics.MONITORS, all);
      out.println("Every call is a row of the journal and an event of monitors.v1.");
      return new Figures()
          .with("calls_per_s", measured.perSecond())
          .with("p99_ms", measured.p99())
          .with("import_s", imported.toMillis() / 1e3);
    }
  }

  /** Each connection may have had one more call under way when the window ended. */
  private static void requireRows(long found, long calls) {
    if (found < calls || found > calls + CONNECTIONS) {
      throw new Complaint("%,d calls, but %,d rows of the journal".formatted(calls, found));
    }
  }

  private static void report(PrintStream out, Calls.Outcome measured) {
    Table table = new Table("operate_monitor", "calls", "a second", "p50 ms", "p99 ms", "max ms");
    table.row(
        "new groups",
        "%,d".formatted(measured.calls()),
        Numbers.tenth(measured.perSecond()),
        Numbers.tenth(measured.p50()),
        Numbers.tenth(measured.p99()),
        Numbers.tenth(measured.max()));
    out.println(table.text());
  }

  private static String seconds(Duration time) {
    return Numbers.tenth(time.toMillis() / 1e3);
  }

  private static int port(LocalRun run, String part) throws IOException, InterruptedException {
    for (JsonNode each : run.status().path("parts")) {
      if (each.path("name").asText().equals(part)) {
        return each.path("port").asInt();
      }
    }
    throw new Complaint("the status names no " + part);
  }
}
