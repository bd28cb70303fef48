package io.iplive.local.console;

import io.iplive.local.console.lifecycle.Down;
import io.iplive.local.console.lifecycle.Logs;
import io.iplive.local.console.lifecycle.Status;
import io.iplive.local.console.lifecycle.Supervise;
import io.iplive.local.console.lifecycle.Train;
import io.iplive.local.console.lifecycle.Up;
import io.iplive.local.console.line.Command;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.console.line.Hints;
import io.iplive.local.console.operator.GatewayCommands;
import io.iplive.local.console.operator.Imports;
import io.iplive.local.console.topic.Dlt;
import io.iplive.local.console.topic.Reach;
import io.iplive.local.console.topic.Read;
import io.iplive.local.console.topic.Replay;
import io.iplive.local.console.topic.Sla;
import io.iplive.local.demo.Demo;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Disk;
import io.iplive.local.instance.Settings;
import io.iplive.local.operator.Operator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Takes a command line to its command. */
public final class Console {

  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @return the exit code; that of a {@link Complaint} is in it
   */
  public int run(List<String> arguments) throws InterruptedException {
    CommandLine line = CommandLine.parse(arguments);
    try {
      return run(line);
    } catch (Complaint e) {
      throw e.ending(line.command().failure());
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("go on", e), e).ending(line.command().failure());
    }
  }

  private int run(CommandLine line) throws InterruptedException, IOException {
    DataDirectory data = DataDirectory.at(Path.of(line.value("--data").orElse(".iplive")));
    return switch (line.command()) {
      case UP -> new Up(data, Hints.of(line), out).run(line.withWords(0, 0));
      case DOWN -> new Down(data, out).run();
      case STATUS -> new Status(data, out).run(line.withWords(0, 0).has("--json"));
      case LOGS -> new Logs(data, out).run(line.withWords(0, 1));
      case ACCOUNT, CONTACT, EXPLAIN, REBUILD, RESTORE, REPUBLISH -> ofGateway(line, data);
      case IMPORT -> new Imports(data, out).run(line);
      case READ -> new Read(Reach.of(data), out).run(line.withWords(1, 1));
      case DLT -> new Dlt(Reach.of(data), out).run(line);
      case REPLAY -> new Replay(data, out).run(line.withWords(0, 0));
      case SLA -> new Sla(data, out).run(line.withWords(0, 0));
      case PROBE -> new Probe(out).run(line);
      case NODE ->
          line.value("--gateway").isPresent()
              ? new Outpost(data, out).run(line)
              : ofGateway(line, data);
      case DEMO -> demo(line.withWords(0, 0), data);
      case BENCH -> throw new Complaint("Benchmarks are run by ./iplive bench NAME.");
      case IMAGES -> throw new Complaint("Images are made by ./iplive images.");
      case FAULTS -> throw new Complaint("Faults are run by ./iplive faults in a checkout.");
      case VERSION -> version();
      case HELP -> help();
      case SUPERVISE -> Supervise.run(line, data);
      case TRAIN -> Train.run();
    };
  }

  private int ofGateway(CommandLine line, DataDirectory data) throws InterruptedException {
    return new GatewayCommands(() -> Operator.of(data), out).run(line);
  }

  private int demo(CommandLine line, DataDirectory data) throws InterruptedException {
    new Up(data, Hints.of(line), out).unlessRunning(line);
    return new Demo(Operator.of(data), Settings.of(data).gatewayAddress(), out).run();
  }

  private int version() {
    out.println("iplive " + Console.class.getPackage().getImplementationVersion());
    out.println("JDK " + Runtime.version());
    return 0;
  }

  private int help() {
    out.println("usage: ./iplive COMMAND [--data DIR]\n");
    Arrays.stream(Command.values())
        .filter(Command::forPeople)
        .forEach(
            command -> out.println("  %s%n      %s".formatted(command.usage(), command.summary())));
    out.println(
        "\nEverything lives in the data directory (default .iplive/ beside ./iplive); two of them run side by side with two ports.");
    return 0;
  }
}
