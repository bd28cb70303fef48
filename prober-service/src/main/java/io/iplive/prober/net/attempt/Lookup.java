package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Phase;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.function.Consumer;

/** From an address as configured to the one that is probed, once it may be. */
public final class Lookup {

  private final Names names;
  private final Outbound outbound;

  public Lookup(Names names, Outbound outbound) {
    this.names = names;
    this.outbound = outbound;
  }

  /** Resolves a name and asks about what it stands for; the attempt's next phase is the connect. */
  public void find(AttemptRun run, String address, Consumer<InetAddress> found) {
    Future<InetAddress> resolving = names.resolve(run.loop(), address);
    if (resolving.isSuccess()) {
      take(run, resolving.getNow(), found);
      return;
    }
    resolving.addListener((Future<InetAddress> resolved) -> {
      if (run.over()) {
        return;
      }
      if (resolved.isSuccess()) {
        take(run, resolved.getNow(), found);
      } else {
        run.fail(resolved.cause());
      }
    });
  }

  boolean passes(AttemptRun run, int port) {
    return outbound.passes(run, port);
  }

  private void take(AttemptRun run, InetAddress address, Consumer<InetAddress> found) {
    run.enter(Phase.CONNECT);
    run.chose(address.getHostAddress());
    if (outbound.passes(run, address)) {
      found.accept(address);
    }
  }
}
