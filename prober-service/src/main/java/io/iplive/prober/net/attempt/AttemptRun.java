package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Evidence.Hop;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Phase;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt while it runs: its phase, its deadline, its channel, its single end. Confined to one
 * event loop.
 */
public final class AttemptRun {

  /** Of its time, a node that stood still for more than this part cannot judge anybody. */
  private static final int TOLERATED_PART = 4;

  /** And with a short time: less than this happens to any busy machine. */
  private static final long TOLERATED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final LoopWatch watch;
  private final long stoodStillBefore;
  private final long timeoutNanos;
  private final Consumer<Attempt> ended;
  private final long startedNanos = System.nanoTime();
  private final PhaseClock phases = new PhaseClock(startedNanos);
  private final Future<?> deadline;
  private @Nullable Channel channel;
  private @Nullable Runnable atEnd;
  private @Nullable String remoteAddress;
  private @Nullable Integer statusCode;
  private List<Hop> hops = List.of();
  private @Nullable String head;
  private @Nullable String body;
  private List<String> certificates = List.of();
  private List<String> addresses = List.of();
  private @Nullable Learned learned;
  private @Nullable Runnable lastWord;
  private boolean over;

  public AttemptRun(LoopWatch watch, Duration timeout, Consumer<Attempt> ended) {
    this.watch = watch;
    this.stoodStillBefore = watch.stoodStill();
    this.timeoutNanos = timeout.toNanos();
    this.ended = ended;
    this.deadline = watch.loop().schedule(this::timeOut, timeoutNanos, TimeUnit.NANOSECONDS);
  }

  public EventLoop loop() {
    return watch.loop();
  }

  /** Another one beside this, in its time. */
  public AttemptRun beside(Duration timeout, Consumer<Attempt> itsEnd) {
    return new AttemptRun(watch, timeout, itsEnd);
  }

  /** Whether it has ended: what happens later on its channel means nothing. */
  public boolean over() {
    return over;
  }

  /** A phase begins, unless a later one has: an answer may overtake its request's end. */
  public void enter(Phase phase) {
    phases.advance(phase, System.nanoTime());
  }

  /** A phase begins, an earlier one too. */
  public void turnTo(Phase phase) {
    phases.move(phase, System.nanoTime());
  }

  /** A phase took so long, whatever time went by in it. */
  public void took(Phase phase, long nanos) {
    phases.count(phase, nanos, System.nanoTime());
  }

  /** The address that was chosen. */
  public void chose(String address) {
    remoteAddress = address;
  }

  /** All the addresses that a name stands for, for people. */
  public void sawAddresses(List<String> all) {
    addresses = all;
  }

  /** Whether that phase is the running one. */
  public boolean in(Phase phase) {
    return phases.current() == phase;
  }

  /** Asked when time runs out: it may still end the attempt by what came until then. */
  public void atTimeOut(Runnable word) {
    lastWord = word;
  }

  /** The channel that is closed at the end; the one used before is closed now. */
  public void uses(Channel opened) {
    if (channel != null) {
      var _ = channel.close();
    }
    channel = opened;
  }

  /** A channel beside the one used before: something may still come from either. */
  public void usesToo(Channel opened) {
    Channel before = channel;
    if (before != null) {
      atEnd(() -> {
        var _ = before.close();
      });
    }
    channel = opened;
  }

  /** What is given back at the end, whatever the end is. */
  public void atEnd(Runnable release) {
    Runnable before = atEnd;
    atEnd =
        before == null
            ? release
            : () -> {
              before.run();
              release.run();
            };
  }

  /** An answer of HTTP began. */
  public void answering(int status) {
    statusCode = status;
  }

  /** A redirect is followed; what comes now is another answer. */
  public void hop(Hop followed) {
    hops = new ArrayList<>(hops);
    hops.add(followed);
    statusCode = null;
    turnTo(Phase.RESOLVE);
  }

  /** Redirects followed so far. */
  public int hops() {
    return hops.size();
  }

  /** What the server said, for people. */
  public void saw(@Nullable String headOfAnswer, @Nullable String startOfBody) {
    head = headOfAnswer;
    body = startOfBody;
  }

  /** The server's chain, for people. */
  public void sawCertificates(List<String> chain) {
    certificates = chain;
  }

  /** What is worth telling also where the end is good. */
  public void learns(Learned something) {
    learned = something;
  }

  /** The answer is complete and, as far as its protocol can tell, good. */
  public void complete() {
    end(statusCode == null ? new Finding.Satisfied() : new Finding.Answered(statusCode));
  }

  public void fail(Fault fault, String sentence) {
    fail(new Failure(fault, phases.current(), sentence));
  }

  public void fail(Throwable cause) {
    if (!over) {
      List<String> chain = Failures.certificates(cause);
      if (!chain.isEmpty()) {
        certificates = chain;
      }
      fail(Failures.of(cause, phases.current()));
    }
  }

  /** Nobody is told how it ends: what waited for it is over. */
  public void abandon() {
    if (!over) {
      over = true;
      giveBack();
    }
  }

  private void fail(Failure failure) {
    end(statusCode == null ? new Finding.Failed(failure) : new Finding.Broken(statusCode, failure));
  }

  private void timeOut() {
    long stoodStill = watch.stoodStill() - stoodStillBefore;
    if (stoodStill > Math.max(timeoutNanos / TOLERATED_PART, TOLERATED_NANOS)) {
      fail(
          Fault.NODE_FAULT,
          "The node was busy for %d of %d ms"
              .formatted(
                  TimeUnit.NANOSECONDS.toMillis(stoodStill),
                  TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos)));
    } else {
      if (lastWord != null) {
        lastWord.run();
      }
      fail(Failure.timeout(phases.current(), TimeUnit.NANOSECONDS.toMillis(timeoutNanos)));
    }
  }

  private void end(Finding finding) {
    if (over) {
      return;
    }
    over = true;
    phases.stop(System.nanoTime());
    giveBack();
    ended.accept(new Attempt(finding, phases.phases(), remoteAddress, evidence(), learned));
  }

  private void giveBack() {
    deadline.cancel(false);
    if (channel != null) {
      var _ = channel.close();
    }
    if (atEnd != null) {
      atEnd.run();
    }
  }

  private Evidence evidence() {
    return hops.isEmpty()
            && head == null
            && body == null
            && certificates.isEmpty()
            && addresses.isEmpty()
        ? Evidence.NONE
        : new Evidence(hops, head, body, certificates, addresses);
  }
}
