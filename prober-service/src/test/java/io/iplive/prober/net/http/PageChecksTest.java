package io.iplive.prober.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.LoopWatch;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.demand.Content;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageChecksTest {

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final PageChecks checks = new PageChecks();
  private final CountDownLatch reading = new CountDownLatch(1);

  @AfterEach
  void end() {
    reading.countDown();
    checks.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aPageThatNobodyWaitsForAnyMoreTakesNoRoom() {
    CompletableFuture<Attempt> first = look(Duration.ofSeconds(30), new Held());
    CompletableFuture<Attempt> second = look(Duration.ofMillis(200), "page");

    assertThat(second.join().finding())
        .isInstanceOfSatisfying(
            Finding.Failed.class,
            failed -> assertThat(failed.failure().fault()).isEqualTo(Fault.NODE_FAULT));
    assertThat(checks.waiting()).isZero();

    reading.countDown();
    assertThat(first.join().finding()).isEqualTo(new Finding.Satisfied());
  }

  private CompletableFuture<Attempt> look(Duration timeout, CharSequence page) {
    CompletableFuture<Attempt> ended = new CompletableFuture<>();
    loop.execute(() -> {
      AttemptRun run = new AttemptRun(LoopWatch.of(loop), timeout, ended::complete);
      checks.judge(run, Content.of("p", null, null, null), page, () -> {});
    });
    return ended;
  }

  /** A page that takes as long as the test wants. */
  private final class Held implements CharSequence {

    @Override
    public int length() {
      return 1;
    }

    @Override
    public char charAt(int index) {
      try {
        reading.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 'p';
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return this;
    }
  }
}
