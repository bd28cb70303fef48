package io.iplive.prober.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.LoopWatch;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.demand.Content;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageChecksTest {

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final PageChecks checks = new PageChecks(new PageBudget(1 << 20));
  private final CountDownLatch reading = new CountDownLatch(1);

  @AfterEach
  void end() {
    reading.countDown();
    checks.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aPageThatNobodyWaitsForAnyMoreTakesNoRoom() {
    CompletableFuture<Attempt> first = look(1, Duration.ofSeconds(30), new Held());
    CompletableFuture<Attempt> too = look(1, Duration.ofSeconds(30), new Held());
    CompletableFuture<Attempt> second = look(1, Duration.ofMillis(200), "page");

    assertThat(second.join().finding())
        .isInstanceOfSatisfying(
            Finding.Failed.class,
            failed -> assertThat(failed.failure().fault()).isEqualTo(Fault.NODE_FAULT));
    assertThat(checks.waiting()).isZero();

    reading.countDown();
    assertThat(first.join().finding()).isEqualTo(new Finding.Satisfied());
    assertThat(too.join().finding()).isEqualTo(new Finding.Satisfied());
  }

  /** One whose pages take long delays another's by one of them, and not by all. */
  @Test
  void anAccountsPageDoesNotWaitForAllThatCameBeforeItOfAnother() {
    List<Held> held = Stream.generate(Held::new).limit(5).toList();
    List<CompletableFuture<Attempt>> costly =
        held.stream().map(page -> look(1, Duration.ofSeconds(30), page)).toList();
    CompletableFuture<Attempt> other = look(2, Duration.ofSeconds(30), "page");

    await().until(() -> checks.waiting() == 4);
    held.getFirst().read.countDown();
    assertThat(other.orTimeout(20, TimeUnit.SECONDS).join().finding())
        .isEqualTo(new Finding.Satisfied());
    assertThat(costly.getLast()).isNotDone();
  }

  /** There is room for others however many pages of one account wait. */
  @Test
  void anAccountDoesNotTakeAllTheRoom() {
    List<CompletableFuture<Attempt>> many =
        IntStream.range(0, 2_200)
            .mapToObj(n -> look(1, Duration.ofSeconds(30), n < 2 ? new Held() : "page"))
            .toList();
    CompletableFuture<Attempt> other = look(2, Duration.ofSeconds(30), "page");

    assertThat(many.getLast().orTimeout(20, TimeUnit.SECONDS).join().finding())
        .isInstanceOf(Finding.Failed.class);
    reading.countDown();
    assertThat(other.orTimeout(20, TimeUnit.SECONDS).join().finding())
        .isEqualTo(new Finding.Satisfied());
  }

  private CompletableFuture<Attempt> look(long account, Duration timeout, CharSequence page) {
    CompletableFuture<Attempt> ended = new CompletableFuture<>();
    loop.execute(() -> {
      AttemptRun run = new AttemptRun(LoopWatch.of(loop), timeout, ended::complete);
      checks.judge(run, account, Content.of("p", null, null, null), page, () -> {});
    });
    return ended;
  }

  /** A page that takes as long as the test wants. */
  private final class Held implements CharSequence {

    private final CountDownLatch read = new CountDownLatch(1);

    @Override
    public int length() {
      return 1;
    }

    @Override
    public char charAt(int index) {
      try {
        while (!read.await(1, TimeUnit.MILLISECONDS) && reading.getCount() > 0) {
          Thread.onSpinWait();
        }
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
