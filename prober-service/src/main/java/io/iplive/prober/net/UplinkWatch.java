package io.iplive.prober.net;

import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.uplink.Failing;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine whose node suspects itself: when most of its probes fail and not one of the reference
 * targets is to be reached, it is the node's uplink that is sick, until a reference answers again.
 * Without references it never suspects itself.
 */
public final class UplinkWatch implements ProbeEngine, BooleanSupplier, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UplinkWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** After references were reached: most of a node's targets may be down for good. */
  private static final Duration REST = Duration.ofSeconds(5);

  private final ProbeEngine engine;
  private final ProbeEngine own;
  private final List<InetSocketAddress> references;
  private final InstantSource clock;
  private final Failing failing = new Failing();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("probe-uplink").factory());
  private volatile boolean suspect;
  private boolean looking;
  private Instant wellUntil = Instant.MIN;

  /**
   * A watch over an engine.
   *
   * @param own probes the references, past the customers' policy
   * @param references where a TCP connection always succeeds while the uplink works
   */
  public UplinkWatch(
      ProbeEngine engine,
      ProbeEngine own,
      List<InetSocketAddress> references,
      InstantSource clock) {
    this.engine = engine;
    this.own = own;
    this.references = List.copyOf(references);
    this.clock = clock;
    if (!references.isEmpty()) {
      var _ =
          thread.scheduleWithFixedDelay(
              this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Whether the node suspects itself: its results do not count. */
  @Override
  public boolean getAsBoolean() {
    return suspect;
  }

  @Override
  public void probe(ProbeRequest request, Consumer<ProbeReport> done) {
    if (references.isEmpty() || request.simulation() != null) {
      engine.probe(request, done);
    } else {
      engine.probe(
          request,
          report -> {
            String reached = report.last().remoteAddress();
            ended(reached == null ? request.address() : reached, report);
            done.accept(report);
          });
    }
  }

  private synchronized void ended(String destination, ProbeReport report) {
    failing.ended(destination, report);
  }

  private void look() {
    Instant now = clock.instant();
    synchronized (this) {
      if (looking || (!suspect && (now.isBefore(wellUntil) || !failing.mostly(now)))) {
        return;
      }
      looking = true;
    }
    AtomicInteger left = new AtomicInteger(references.size());
    AtomicInteger reached = new AtomicInteger();
    for (InetSocketAddress reference : references) {
      own.probe(
          new ProbeRequest(
              "tcp",
              reference.getHostString(),
              reference.getPort(),
              PATIENCE,
              0,
              HttpCheck.DEFAULT),
          report -> {
            if (report.outcome() instanceof Outcome.Up) {
              reached.incrementAndGet();
            }
            if (left.decrementAndGet() == 0) {
              judge(reached.get());
            }
          });
    }
  }

  private synchronized void judge(int reached) {
    looking = false;
    boolean sick = reached == 0;
    if (sick && !suspect) {
      LOG.error(
          "Most probes fail and none of {} reference targets is to be reached: this node"
              + " suspects itself",
          references.size());
    } else if (!sick && suspect) {
      LOG.warn("A reference target is to be reached again: this node trusts itself");
      failing.clear();
    }
    suspect = sick;
    wellUntil = sick ? Instant.MIN : clock.instant().plus(REST);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
