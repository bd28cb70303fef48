package io.iplive.prober.net;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt while it runs: its phase, its deadline, its channel, its single end. Confined to one
 * event loop.
 */
final class AttemptRun {

  /** A deadline noticed so late means that this node stood still, and cannot judge anybody. */
  private static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final EventLoop loop;
  private final long timeoutNanos;
  private final Consumer<Attempt> ended;
  private final long startedNanos = System.nanoTime();
  private final PhaseClock phases = new PhaseClock(startedNanos);
  private final Future<?> deadline;
  private @Nullable Channel channel;
  private @Nullable String remoteAddress;
  private @Nullable Integer statusCode;
  private boolean over;

  AttemptRun(EventLoop loop, Duration timeout, Consumer<Attempt> ended) {
    this.loop = loop;
    this.timeoutNanos = timeout.toNanos();
    this.ended = ended;
    this.deadline = loop.schedule(this::timeOut, timeoutNanos, TimeUnit.NANOSECONDS);
  }

  EventLoop loop() {
    return loop;
  }

  /** Whether it has ended: what happens later on its channel means nothing. */
  boolean over() {
    return over;
  }

  void enter(Phase phase) {
    phases.enter(phase, System.nanoTime());
  }

  /** The address that was chosen. */
  void chose(String address) {
    remoteAddress = address;
  }

  /** The channel that is closed at the end. */
  void uses(Channel opened) {
    channel = opened;
  }

  /** An answer of HTTP began. */
  void answering(int status) {
    statusCode = status;
  }

  /** The answer is complete. */
  void complete() {
    if (statusCode == null) {
      throw new IllegalStateException("An answer without a status code cannot be complete");
    }
    end(new Finding.Answered(statusCode));
  }

  void fail(Fault fault, String sentence) {
    fail(new Failure(fault, phases.current(), sentence));
  }

  void fail(Throwable cause) {
    if (!over) {
      fail(Failures.of(cause, phases.current()));
    }
  }

  private void fail(Failure failure) {
    end(statusCode == null ? new Finding.Failed(failure) : new Finding.Broken(statusCode, failure));
  }

  private void timeOut() {
    long late = System.nanoTime() - startedNanos - timeoutNanos;
    if (late > STALLED_NANOS) {
      fail(
          Fault.NODE_FAULT,
          "The node was busy for %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(late)));
    } else {
      fail(Failure.timeout(phases.current(), TimeUnit.NANOSECONDS.toMillis(timeoutNanos)));
    }
  }

  private void end(Finding finding) {
    if (over) {
      return;
    }
    over = true;
    phases.stop(System.nanoTime());
    deadline.cancel(false);
    if (channel != null) {
      var _ = channel.close();
    }
    ended.accept(new Attempt(finding, phases.phases(), remoteAddress));
  }
}
