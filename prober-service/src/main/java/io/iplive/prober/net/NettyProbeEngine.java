package io.iplive.prober.net;

import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.LoopWatch;
import io.iplive.prober.net.attempt.Names;
import io.iplive.prober.net.attempt.Outbound;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.net.attempt.Transport;
import io.iplive.prober.net.http.PageBudget;
import io.iplive.prober.net.http.PageChecks;
import io.iplive.prober.net.icmp.Echoes;
import io.iplive.prober.net.tls.TlsClient;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.Simulation;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Probes on a few event loops: no thread a probe, a new connection each, nothing shared between two
 * of them but the cached trust in a certificate chain. Needs neither Spring nor Kafka.
 */
public final class NettyProbeEngine implements ProbeEngine, AutoCloseable {

  private static final long CLOSE_SECONDS = 2;

  private final EventLoopGroup loops;
  private final Map<EventExecutor, LoopWatch> watches = new HashMap<>();
  private final TlsClient tls;
  private final Names names;
  private final Echoes echoes = new Echoes();
  private final PageChecks pages;
  private final Map<String, ProbeType> types;
  private final Map<String, ProbeType> own;
  private final InstantSource clock;
  private volatile boolean closing;

  /** An engine with its own threads, which connects to any port. */
  public NettyProbeEngine(
      EngineSettings settings, Predicate<InetAddress> allowed, InstantSource clock) {
    this(settings, allowed, _ -> true, clock);
  }

  /**
   * An engine with its own threads.
   *
   * @param allowed asked with every resolved address before it is connected to
   * @param ports asked with every port before it is connected to
   * @param clock of reports and of certificates' validity
   */
  public NettyProbeEngine(
      EngineSettings settings,
      Predicate<InetAddress> allowed,
      IntPredicate ports,
      InstantSource clock) {
    Transport transport = Transport.best();
    this.clock = clock;
    this.pages = new PageChecks(new PageBudget(settings.pageMemory()));
    this.loops =
        new MultiThreadIoEventLoopGroup(
            settings.threads(), new DefaultThreadFactory("probe", true), transport.io().get());
    this.loops.forEach(loop -> watches.put(loop, LoopWatch.of((EventLoop) loop)));
    this.tls = new TlsClient(settings.tls(), settings.trustedRoots(), clock);
    this.names = new Names(loops, transport, settings.nameServers());
    Lookup lookup =
        new Lookup(names, new Outbound(allowed, ports, settings.probesPerDestination()));
    Security security = new Security(tls, clock);
    this.types =
        ProbeTypes.all(
            settings,
            new Connector(transport, lookup),
            lookup,
            names,
            security,
            pages,
            echoes,
            clock);
    Lookup anything = new Lookup(names, new Outbound(_ -> true, _ -> true, 0));
    this.own = ProbeTypes.own(new Connector(transport, anything), security);
  }

  @Override
  public void probe(ProbeRequest request, Consumer<ProbeReport> done) {
    probe(types, request, done);
  }

  /** Probes for this node itself, over TCP: what customers must not reach does not concern it. */
  public ProbeEngine own() {
    return (request, done) -> probe(own, request, done);
  }

  private void probe(
      Map<String, ProbeType> known, ProbeRequest request, Consumer<ProbeReport> done) {
    Simulation simulation = request.simulation();
    if (simulation != null) {
      Instant now = clock.instant();
      if (simulation.on(now)) {
        done.accept(simulation.report(request.protocol(), request.http().expected(), now));
        return;
      }
    }
    ProbeType type = known.get(request.protocol());
    if (type == null) {
      done.accept(
          notRun(
              Fault.PROTOCOL_UNSUPPORTED,
              "This node cannot probe '%s'".formatted(request.protocol())));
      return;
    }
    LoopWatch watch = Objects.requireNonNull(watches.get(loops.next()));
    try {
      watch.loop().execute(new ProbeCourse(watch, type, request, clock, () -> closing, done));
    } catch (RejectedExecutionException e) {
      done.accept(notRun(Fault.NODE_FAULT, "The node is shutting down"));
    }
  }

  /** Of pages that are looked at as a whole. */
  public PageBudget pageMemory() {
    return pages.memory();
  }

  private ProbeReport notRun(Fault fault, String sentence) {
    return ProbeReport.notRun(new Failure(fault, null, sentence), clock.instant());
  }

  /** Ends the threads. Probes still running are reported as not run, or not any more. */
  @Override
  public void close() {
    closing = true;
    names.close();
    echoes.close();
    pages.close();
    loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
    tls.close();
  }
}
