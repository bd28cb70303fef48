package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Fault;
import java.net.InetAddress;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Asked with every resolved address before anything is sent to it. */
public final class Outbound {

  private final Predicate<InetAddress> allowed;
  private final IntPredicate ports;
  private final DestinationRate rate;

  /**
   * The gate of one engine.
   *
   * @param perSecond most probes a second to one address; 0: any number
   */
  public Outbound(Predicate<InetAddress> allowed, IntPredicate ports, int perSecond) {
    this.allowed = allowed;
    this.ports = ports;
    this.rate = new DestinationRate(perSecond);
  }

  /** Whether the address may be probed now; fails the attempt otherwise. */
  public boolean passes(AttemptRun run, InetAddress address) {
    if (!allowed.test(address)) {
      run.fail(
          Fault.POLICY_REFUSED,
          "The address %s is not allowed by this installation's outbound policy"
              .formatted(address.getHostAddress()));
      return false;
    }
    if (!rate.admits(address, System.nanoTime())) {
      run.fail(
          Fault.DESTINATION_BUSY,
          "The address %s is probed too often at the moment".formatted(address.getHostAddress()));
      return false;
    }
    return true;
  }

  /** Whether the port may be connected to; fails the attempt otherwise. */
  boolean passes(AttemptRun run, int port) {
    if (!ports.test(port)) {
      run.fail(
          Fault.POLICY_REFUSED,
          "Port %d is not allowed by this installation's outbound policy".formatted(port));
      return false;
    }
    return true;
  }
}
