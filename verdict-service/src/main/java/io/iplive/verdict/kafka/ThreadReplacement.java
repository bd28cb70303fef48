package io.iplive.verdict.kafka;

import io.iplive.schemas.SchemaRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that died is replaced, after 1, 2, 4 ... 30 s while it keeps dying: whatever is
 * unreachable now comes back. Only a schema that the registry refuses stops the application: no
 * repeat will help, and the process is no longer alive: whoever starts it again may have another
 * program or another registry by then.
 */
public final class ThreadReplacement implements StreamsUncaughtExceptionHandler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration CALM = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Instant diedAt;
  private Duration pause = FIRST;
  private volatile boolean forGood;

  public ThreadReplacement(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable error) {
    if (SchemaRefusedException.in(error) != null) {
      LOG.error("Stopped for good: the registry and this program disagree", error);
      forGood = true;
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Duration wait = nextPause();
    LOG.error("A stream thread died, a new one starts in {}", wait, error);
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)
          ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
          : StreamThreadExceptionResponse.REPLACE_THREAD;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
  }

  /** Whether nothing works here until this program starts again. */
  public boolean stoppedForGood() {
    return forGood;
  }

  /** Lets threads that wait to be replaced go at once. */
  @Override
  public void close() {
    closed.countDown();
  }

  private synchronized Duration nextPause() {
    Instant now = clock.instant();
    boolean calm = diedAt == null || diedAt.plus(CALM).isBefore(now);
    Duration doubled = pause.multipliedBy(2);
    pause = calm ? FIRST : doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    diedAt = now;
    return pause;
  }
}
