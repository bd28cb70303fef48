package io.iplive.prober.net.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Fault;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

  private static final Duration TIMEOUT = Duration.ofMillis(900);

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final LoopWatch watch = LoopWatch.of(loop);

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void whoDoesNotAnswerInItsTimeIsNotThere() {
    CompletableFuture<Attempt> ended = attempt();
    assertThat(fault(ended)).isEqualTo(Fault.DNS_TIMEOUT);
  }

  @Test
  void nobodyIsJudgedByANodeThatStoodStillThoughItsDeadlineIsKept() {
    CompletableFuture<Attempt> ended = attempt();
    loop.execute(() -> stand(Duration.ofMillis(650)));
    assertThat(fault(ended)).isEqualTo(Fault.NODE_FAULT);
  }

  @Test
  void norByOneThatStandsStillAtTheDeadline() {
    CompletableFuture<Attempt> ended = attempt();
    var _ =
        loop.schedule(
            () -> stand(Duration.ofMillis(800)),
            TIMEOUT.minusMillis(300).toMillis(),
            TimeUnit.MILLISECONDS);
    assertThat(fault(ended)).isEqualTo(Fault.NODE_FAULT);
  }

  @Test
  void whatStoodStillBeforeAnAttemptIsNoneOfIt() {
    loop.execute(() -> stand(Duration.ofMillis(650)));
    assertThat(fault(attempt())).isEqualTo(Fault.DNS_TIMEOUT);
  }

  private CompletableFuture<Attempt> attempt() {
    CompletableFuture<Attempt> ended = new CompletableFuture<>();
    loop.execute(() -> new AttemptRun(watch, TIMEOUT, ended::complete));
    return ended;
  }

  private static Fault fault(CompletableFuture<Attempt> ended) {
    Finding finding = ended.orTimeout(20, TimeUnit.SECONDS).join().finding();
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    return ((Finding.Failed) finding).failure().fault();
  }

  private static void stand(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
