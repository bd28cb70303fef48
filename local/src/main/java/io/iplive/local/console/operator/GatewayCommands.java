package io.iplive.local.console.operator;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Commands that are calls of the gateway, wherever it is. */
public final class GatewayCommands {

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  /**
   * Those of a gateway.
   *
   * @param gateway looked for when a command is run
   */
  public GatewayCommands(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  /** The exit code. */
  public int run(CommandLine line) throws InterruptedException {
    return switch (line.command()) {
      case ACCOUNT -> account(line);
      case CONTACT -> new Registrations(gateway, out).contact(line);
      case EXPLAIN -> new Explain(gateway, out).run(line.withWords(1, 1));
      case NODE -> new Nodes(gateway, out).run(line);
      case REBUILD -> new Rebuild(gateway, out).run(line);
      case RESTORE -> new Recoveries(gateway, out).restore(line.withWords(0, 0));
      case REPUBLISH -> new Recoveries(gateway, out).republish(line.withWords(0, 0));
      default ->
          throw new Complaint("%s is no call of the gateway.".formatted(line.command().word()));
    };
  }

  private int account(CommandLine line) {
    String verb = line.withWords(1, 3).words().getFirst();
    if (verb.equals("add")) {
      return new Registrations(gateway, out).account(line);
    }
    return Purses.knows(verb)
        ? new Purses(gateway, out).run(line)
        : new Accounts(gateway, out).run(line);
  }
}
