package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.demand.IpVersion;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/** From an address as configured to the one that is probed, once it may be. */
public final class Lookup {

  private static final int MOST_TOLD = 20;

  private final Names names;
  private final Outbound outbound;

  public Lookup(Names names, Outbound outbound) {
    this.names = names;
    this.outbound = outbound;
  }

  /** Resolves a name and asks about what it stands for; the attempt's next phase is the connect. */
  public void find(AttemptRun run, String address, IpVersion version, Consumer<InetAddress> found) {
    Future<List<InetAddress>> resolving = names.resolve(run.loop(), address, version);
    if (resolving.isSuccess()) {
      take(run, resolving.getNow().getFirst(), found);
      return;
    }
    resolving.addListener((Future<List<InetAddress>> resolved) -> {
      if (run.over()) {
        return;
      }
      if (resolved.isSuccess()) {
        List<InetAddress> all = resolved.getNow();
        run.sawAddresses(all.stream().limit(MOST_TOLD).map(InetAddress::getHostAddress).toList());
        take(run, all.getFirst(), found);
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
