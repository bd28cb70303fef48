package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Fault;
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
    run.atEnd(() -> resolving.cancel(false));
    resolving.addListener((Future<List<InetAddress>> resolved) -> {
      if (run.over()) {
        return;
      }
      if (resolved.isSuccess()) {
        List<InetAddress> all = resolved.getNow();
        run.sawAddresses(all.stream().limit(MOST_TOLD).map(InetAddress::getHostAddress).toList());
        take(run, all.getFirst(), found);
      } else {
        failed(run, version, resolved.cause());
      }
    });
  }

  private static void failed(AttemptRun run, IpVersion version, Throwable cause) {
    if (!Failures.noAddress(cause)) {
      run.fail(cause);
      return;
    }
    String kind =
        switch (version) {
          case V4 -> "IPv4 address";
          case V6 -> "IPv6 address";
          case ANY, BOTH -> "address";
        };
    run.fail(Fault.DNS_UNEXPECTED, "The name has no " + kind);
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
