package io.iplive.prober.kafka;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An engine whose probes end when the test says so, or at once. */
final class HeldEngine implements ProbeEngine {

  record Started(ProbeRequest request, Instant at, Consumer<ProbeReport> done) {

    void end() {
      done.accept(
          new ProbeReport(
              new Outcome.Up(),
              new Attempt(
                  new Attempt.Finding.Answered(200), Phases.NONE, "192.0.2.1", Evidence.NONE),
              1,
              at,
              Instant.now()));
    }
  }

  private final List<Started> started = new CopyOnWriteArrayList<>();
  private final Predicate<ProbeRequest> held;

  HeldEngine(Predicate<ProbeRequest> held) {
    this.held = held;
  }

  @Override
  public void probe(ProbeRequest request, Consumer<ProbeReport> done) {
    Started one = new Started(request, Instant.now(), done);
    started.add(one);
    if (!held.test(request)) {
      one.end();
    }
  }

  List<Started> started() {
    return started;
  }

  /** Addresses probed, in order. */
  List<String> addresses() {
    return started.stream().map(one -> one.request().address()).toList();
  }
}
