package io.iplive.prober.gateway;

import io.iplive.prober.gateway.NodeFile.Known;
import io.iplive.prober.probe.ProbeEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Enrolment, then jobs and results, until somebody ends it. */
public final class NodeProgram implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration LAST_RESULTS = Duration.ofSeconds(3);

  private final NodeOptions options;
  private final ProbeEngine engine;
  private final BooleanSupplier suspect;
  private final GatewayClock clock;
  private final Consumer<String> tell;
  private final GatewayCalls calls;
  private final CompletableFuture<@Nullable String> end = new CompletableFuture<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable JobLoop jobs;
  private volatile @Nullable ReportLoop results;

  public NodeProgram(
      NodeOptions options,
      ProbeEngine engine,
      BooleanSupplier suspect,
      GatewayClock clock,
      Consumer<String> tell) {
    this.options = options;
    this.engine = engine;
    this.suspect = suspect;
    this.clock = clock;
    this.tell = tell;
    this.calls = new GatewayCalls(options.gateways());
  }

  /**
   * Runs until it is closed.
   *
   * @throws NodeStoppedException when it cannot go on
   */
  public void run() throws NodeStoppedException, InterruptedException {
    options
        .openly()
        .ifPresent(gateway ->
            tell.accept(
                "%s is no https address: jobs, with what is secret in them, and this node's token can be read on the way."
                    .formatted(gateway)));
    Known known = new Enrolment(options, calls, tell).identity();
    ReportLoop reporting = new ReportLoop(calls, known.token(), clock, tell, this::lost);
    results = reporting;
    jobs =
        new JobLoop(
            calls,
            known.token(),
            options.maxInFlight(),
            engine,
            clock,
            reporting,
            suspect,
            tell,
            this::lost);
    try {
      String why = end.get();
      if (why != null) {
        throw new NodeStoppedException(why);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lost(String why) {
    end.complete(
        why
            + " Let an operator make a new one by ./iplive node token %s, and start with --token TOKEN."
                .formatted(options.nodeIp()));
  }

  /** Takes no more jobs, and waits a few seconds for those that run. */
  public void stopTaking() {
    JobLoop taking = jobs;
    if (taking != null && stopped.compareAndSet(false, true)) {
      try {
        taking.stop(DRAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Sends the last results and ends; after the engine's end. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    JobLoop taking = jobs;
    ReportLoop reporting = results;
    try {
      if (taking != null) {
        taking.close();
      }
      if (reporting != null) {
        reporting.close(LAST_RESULTS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    calls.close();
    end.complete(null);
  }
}
