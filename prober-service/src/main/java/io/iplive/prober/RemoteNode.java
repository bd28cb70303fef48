package io.iplive.prober;

import io.iplive.prober.gateway.GatewayClock;
import io.iplive.prober.gateway.NodeOptions;
import io.iplive.prober.gateway.NodeProgram;
import io.iplive.prober.gateway.NodeStoppedException;
import io.iplive.prober.net.EngineSettings;
import io.iplive.prober.net.NettyProbeEngine;
import io.iplive.prober.net.UplinkWatch;
import io.iplive.schemas.OutboundPolicy;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A node away from the broker: the same engine, fed by a gateway. Needs neither Spring nor Kafka.
 */
public final class RemoteNode implements AutoCloseable {

  private final NettyProbeEngine engine;
  private final UplinkWatch watch;
  private final NodeProgram program;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A node.
   *
   * @param policy which addresses and ports may be connected to
   * @param references reached while this node's uplink works
   * @param tell told in a sentence what happens, on any thread
   */
  public RemoteNode(
      NodeOptions options,
      EngineSettings settings,
      OutboundPolicy policy,
      List<InetSocketAddress> references,
      Consumer<String> tell) {
    GatewayClock clock = new GatewayClock(InstantSource.system());
    engine = new NettyProbeEngine(settings, policy::allows, policy::allowsPort, clock);
    watch = new UplinkWatch(engine, engine.own(), references, clock);
    program = new NodeProgram(options, watch, watch, clock, tell);
  }

  /**
   * Enrols where need be, and probes until it is closed.
   *
   * @throws NodeStoppedException when it cannot go on, with what is to be done
   */
  public void run() throws NodeStoppedException, InterruptedException {
    program.run();
  }

  /** Ends in order: probes that run are waited for a few seconds, results are sent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      program.stopTaking();
      watch.close();
      engine.close();
      program.close();
    }
  }
}
