package io.iplive.prober.net;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.LoopWatch;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Judge;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.demand.IpVersion;
import io.iplive.prober.probe.web.WebAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One probe: its attempts in a row, on one event loop. */
final class ProbeCourse implements Runnable {

  private final LoopWatch watch;
  private final ProbeType type;
  private final ProbeRequest request;
  private final InstantSource clock;
  private final BooleanSupplier closing;
  private final Consumer<ProbeReport> done;
  private @Nullable Instant startedAt;
  private int attempts;

  ProbeCourse(
      LoopWatch watch,
      ProbeType type,
      ProbeRequest request,
      InstantSource clock,
      BooleanSupplier closing,
      Consumer<ProbeReport> done) {
    this.watch = watch;
    this.type = type;
    this.request = request;
    this.clock = clock;
    this.closing = closing;
    this.done = done;
  }

  @Override
  public void run() {
    startedAt = clock.instant();
    attempt();
  }

  private void attempt() {
    attempts++;
    if (request.demands().ip() == IpVersion.BOTH && WebAddress.name(request.address()) != null) {
      Pair pair = new Pair(request.http().expected(), this::ended);
      attempt(request.over(IpVersion.V4), pair::first);
      attempt(request.over(IpVersion.V6), pair::second);
    } else {
      attempt(request, this::ended);
    }
  }

  private void attempt(ProbeRequest one, Consumer<Attempt> end) {
    AttemptRun run = new AttemptRun(watch, one.timeout(), end);
    try {
      type.start(one, run);
    } catch (RuntimeException e) {
      // A defect of ours must end as one, not as the target's timeout.
      run.fail(Fault.NODE_FAULT, "The probe failed inside the node: " + e.getClass().getName());
    }
  }

  private void ended(Attempt attempt) {
    Outcome outcome = outcome(attempt);
    if (Judge.again(outcome, attempts, request.retryCount())) {
      attempt();
      return;
    }
    Instant finishedAt = clock.instant();
    int made = outcome instanceof Outcome.NotRun ? 0 : attempts;
    done.accept(
        new ProbeReport(
            outcome, attempt, made, startedAt == null ? finishedAt : startedAt, finishedAt));
  }

  private Outcome outcome(Attempt attempt) {
    Outcome judged = Judge.outcome(attempt, request.http().expected());
    return judged instanceof Outcome.Down && closing.getAsBoolean()
        ? new Outcome.NotRun(new Failure(Fault.NODE_FAULT, null, "The node is shutting down"))
        : judged;
  }
}
