package io.iplive.local.console;

import io.iplive.gateway.ReadyMain;
import io.iplive.gateway.TopicsMain;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.console.operator.GatewayCommands;
import io.iplive.local.console.topic.Dlt;
import io.iplive.local.console.topic.Reach;
import io.iplive.local.console.topic.Read;
import io.iplive.local.console.topic.Replay;
import io.iplive.local.console.topic.Reports;
import io.iplive.local.instance.Complaint;
import io.iplive.sla.SlaMain;
import io.iplive.sla.asked.Refusal;
import io.iplive.verdict.ReplayMain;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What an operator runs beside an installation that is not of this machine: its environment says
 * where brokers, registry and databases are, by the names that services know.
 */
public final class Tools {

  private static final String LOGGING = "logback.configurationFile";
  private static final String NAMES =
      "topics, migrate gateway, migrate notifier, ready URL…, replay --from TIME --to TIME,"
          + " sla --account NAME --last month, read TOPIC, dlt …, account …, contact …, node …,"
          + " explain MONITOR, rebuild NAME, restore, republish; and idle, which waits until it is"
          + " stopped";

  private final Map<String, String> environment;
  private final PrintStream out;

  public Tools(Map<String, String> environment, PrintStream out) {
    this.environment = Map.copyOf(environment);
    this.out = out;
  }

  /**
   * Runs one.
   *
   * @param arguments its name, and what it takes
   * @return the exit code
   */
  public int run(List<String> arguments) throws InterruptedException {
    String name = arguments.isEmpty() ? "" : arguments.getFirst();
    try {
      return run(name, arguments);
    } catch (Complaint e) {
      throw name.equals("replay") || name.equals("sla") ? e.ending(2) : e;
    }
  }

  private int run(String name, List<String> arguments) throws InterruptedException {
    String[] rest = arguments.stream().skip(1).toArray(String[]::new);
    switch (name) {
      case "topics" -> TopicsMain.main(rest);
      case "migrate" -> migrate(rest);
      case "ready" -> ReadyMain.main(rest);
      case "replay" -> {
        return replay(CommandLine.parse(arguments).withWords(0, 0));
      }
      case "sla" -> {
        return sla(List.of(rest));
      }
      case "read" -> {
        System.setProperty(LOGGING, "iplive-console-logback.xml");
        return new Read(Reach.of(environment), out)
            .run(CommandLine.parse(arguments).withWords(1, 1));
      }
      case "dlt" -> {
        System.setProperty(LOGGING, "iplive-console-logback.xml");
        return new Dlt(Reach.of(environment), out).run(CommandLine.parse(arguments));
      }
      case "account", "contact", "explain", "rebuild", "restore", "republish", "node" -> {
        return new GatewayCommands(Reach.of(environment)::gateway, out)
            .run(CommandLine.parse(arguments));
      }
      case "idle" -> new CountDownLatch(1).await();
      default ->
          throw new Complaint("There is no tool '%s'; there are: %s.".formatted(name, NAMES));
    }
    return 0;
  }

  private static void migrate(String[] databases) {
    switch (String.join(" ", databases)) {
      case "gateway" -> io.iplive.gateway.MigrationMain.main(new String[0]);
      case "notifier" -> io.iplive.notifier.MigrationMain.main(new String[0]);
      default -> throw new Complaint("migrate takes the name of one database: gateway, notifier.");
    }
  }

  /** Those that can be written are, whatever becomes of the others. */
  private int sla(List<String> arguments) throws InterruptedException {
    System.setProperty(LOGGING, "sla-logback.xml");
    if (!Reports.areAskedFor(arguments)) {
      return SlaMain.run(arguments, environment);
    }
    int worst = 0;
    try {
      Instant now = Instant.now();
      for (List<String> report : Reports.each(arguments, now)) {
        worst = Math.max(worst, SlaMain.run(report, environment, now));
      }
    } catch (Refusal e) {
      throw new Complaint(String.valueOf(e.getMessage()), e);
    }
    return worst;
  }

  private int replay(CommandLine line) throws InterruptedException {
    System.setProperty(LOGGING, "replay-logback.xml");
    Reach reach = Reach.of(environment);
    return ReplayMain.compare(
        reach.brokers(), reach.registry(), Replay.time(line, "--from"), Replay.time(line, "--to"));
  }
}
